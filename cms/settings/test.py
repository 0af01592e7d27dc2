"""Tests: the same parts, run at once and without waiting."""

from .base import *

SECRET_KEY = "only-for-tests-" + "x" * 48
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1", "mondcivitan.example"]
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES.pop("cache")
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PUBLIC_POST_RATE = "1000/m/ip"
