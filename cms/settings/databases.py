"""SQLite by default, PostgreSQL by DATABASE_URL; the cache table lives apart from the data on SQLite."""

from typing import Any

from cms.env import VAR_DIR, env

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-16000;"
    ),
}


def sqlite(name: str) -> dict[str, Any]:
    """Return the settings of the SQLite database `name` in the var folder."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(VAR_DIR / f"{name}.sqlite3"),
        "OPTIONS": dict(SQLITE_OPTIONS),
        "CONN_MAX_AGE": 600,
        "TEST": {"NAME": str(VAR_DIR / f"test_{name}.sqlite3")},
    }


DATABASES: dict[str, dict[str, Any]] = {"default": sqlite("db"), "cache": sqlite("cache")}
if env.str("DATABASE_URL", default=""):
    DATABASES["default"] = env.db_url("DATABASE_URL")
    if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        DATABASES["default"]["OPTIONS"] = dict(SQLITE_OPTIONS)
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONNECTION_SECONDS", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DATABASE_ROUTERS = ["cms.core.routers.CacheRouter"]

# A per-process cache would miss what the worker and the clock do.
if env.str("CACHE_URL", default=""):
    CACHES: dict[str, dict[str, Any]] = {"default": env.cache_url("CACHE_URL")}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache_entry",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
