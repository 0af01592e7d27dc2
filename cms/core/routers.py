"""Which database a table lives in: the cache has a SQLite file of its own, so that its writes never wait for data."""

from __future__ import annotations

from typing import Any

from django.conf import settings

CACHE_ALIAS = "cache"
CACHE_APP = "django_cache"


class CacheRouter:
    """Sends Django's cache table, and nothing else, to the database "cache" when there is one."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        if model._meta.app_label == CACHE_APP and CACHE_ALIAS in settings.DATABASES:
            return CACHE_ALIAS
        return None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if CACHE_ALIAS not in settings.DATABASES:
            return None
        if app_label == CACHE_APP or db == CACHE_ALIAS:
            return (app_label == CACHE_APP) == (db == CACHE_ALIAS)
        return None
