"""Addresses of the memory, below /cms/."""

from django.urls import path

from ..uploads.views import start
from . import views
from .roads import MEMORY

urlpatterns = [
    path("translations/memory/", views.index, name="translate_memory"),
    path("translations/memory/export/", views.export, name="translate_memory_export"),
    path("translations/memory/import/", start, {"purpose": MEMORY}, name="translate_memory_import"),
    path("translations/memory/<int:pk>/forget/", views.forget, name="translate_memory_forget"),
]
