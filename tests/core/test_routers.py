"""Where tables live."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import router

from cms.core import routers
from cms.core.models import Mail
from cms.core.routers import CacheRouter

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def databases(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Say which databases the router believes to have."""

    def set_names(*names: str) -> None:
        monkeypatch.setattr(routers, "settings", SimpleNamespace(DATABASES=dict.fromkeys(names)))

    return set_names


@pytest.fixture
def cache_entry() -> type:
    return BaseDatabaseCache("cache_entry", {}).cache_model_class


@pytest.mark.parametrize(
    ("database", "app", "answer"),
    [
        ("cache", "django_cache", True),
        ("cache", "core", False),
        ("cache", "wagtailcore", False),
        ("default", "django_cache", False),
        ("default", "core", None),
    ],
)
def test_the_cache_table_alone_lives_in_the_cache_database(
    databases: Any, database: str, app: str, answer: bool | None
) -> None:
    databases("default", "cache")

    assert CacheRouter().allow_migrate(database, app) is answer


def test_without_a_cache_database_everything_is_in_the_first(databases: Any, cache_entry: type) -> None:
    databases("default")

    assert CacheRouter().allow_migrate("default", "django_cache") is None
    assert router.db_for_write(cache_entry) == "default"


def test_reads_and_writes_follow(databases: Any, cache_entry: type) -> None:
    databases("default", "cache")

    assert (router.db_for_read(cache_entry), router.db_for_write(cache_entry)) == ("cache", "cache")
    assert router.db_for_write(Mail) == "default"


MAKE_TABLE = """
import django
from django.conf import settings
from cms.settings.databases import sqlite
from cms.settings import test
settings.configure(
    DATABASES={"default": sqlite("db"), "cache": sqlite("cache")},
    DATABASE_ROUTERS=test.DATABASE_ROUTERS,
    CACHES={"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}},
    USE_TZ=True,
)
django.setup()
from django.core.cache import cache
from django.core.management import call_command
call_command("createcachetable", database="cache")
call_command("createcachetable", database="default")
cache.set("key", "value")
assert cache.get("key") == "value"
"""


def test_createcachetable_makes_the_table_where_the_cache_looks(tmp_path: Path) -> None:
    environment = {**os.environ, "MONDCIVITAN_VAR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", MAKE_TABLE], cwd=ROOT, env=environment, check=True)

    tables = {}
    for name in ("db", "cache"):
        with sqlite3.connect(tmp_path / f"{name}.sqlite3") as database:
            tables[name] = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        database.close()
    assert tables == {"db": set(), "cache": {"cache_entry"}}
