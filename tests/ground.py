"""The database that all tests begin with, and its return: a test that commits empties every table after itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from django.db import connections

# Puts the first state back; the harness fills it when it has made the database.
restore: list[Callable[[], None]] = []


def lay() -> None:
    """Make the site once for all tests: languages, home pages, groups, as `setup` does."""
    from home.services import ensure_site

    ensure_site(hostname="testserver")


def lay_again() -> None:
    for function in restore:
        function()


def copy_file(source: Path, target: Path) -> None:
    """Put a copy of SQLite's `source` in the place of `target`."""
    connections["default"].close()
    for path in target.parent.glob(f"{target.name}-*"):
        path.unlink()
    shutil.copyfile(source, target)


def copy_database(source: str, target: str) -> None:
    """Put a copy of PostgreSQL's `source` in the place of `target`."""
    drop_database(target)
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop_database(name: str) -> None:
    connections["default"].close()
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
