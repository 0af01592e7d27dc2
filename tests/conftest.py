"""The harness: hostile on purpose, so that faults show here and not at a visitor's."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.template.base import FilterExpression
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from tests import ground

ROOT = Path(__file__).resolve().parent.parent
APP_FOLDERS = ("cms", "centres", "home", "news", "search")
NO_SKIPS = os.environ.get("MONDCIVITAN_NO_SKIPS") == "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database runs once, on SQLite."""
    if connections["default"].vendor == "sqlite":
        return
    kept = [item for item in items if asks_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not asks_database(item)])
    items[:] = kept


def asks_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "django_db_setup"})


class UndefinedVariable(str):
    """Django's `string_if_invalid` for our own templates: it fails instead of staying empty."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined variable {name} in {self}")

    def __bool__(self) -> bool:
        return True


def resolve_strictly(resolve: Any) -> Any:
    """Wrap FilterExpression.resolve: others' templates keep Django's leniency, ours may not rely on it."""

    def strict(self: FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
        template = getattr(context.render_context, "template", None)
        origin = getattr(getattr(template, "origin", None), "name", "") or ""
        is_ours = origin.startswith(str(ROOT / "templates"))
        context.template.engine.string_if_invalid = UndefinedVariable(origin) if is_ours else ""
        return resolve(self, context, ignore_failures)

    return strict


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail() -> Iterator[None]:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    original = FilterExpression.resolve
    FilterExpression.resolve = resolve_strictly(original)
    yield
    FilterExpression.resolve = original


@pytest.fixture(autouse=True)
def fresh_ground(tmp_path: Path) -> Iterator[None]:
    """Give each test an empty cache and its own media folders."""
    from tests.factories.media import media_stores_in

    with media_stores_in(tmp_path):
        cache.clear()
        yield
    cache.clear()


@pytest.fixture
def in_english(client: Client) -> Iterator[None]:
    """Let code and screens speak English, the language of the sources: the site's own is French."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("en"):
        yield


def migrations_digest() -> str:
    """Return a digest of everything that shapes a migrated database."""
    digest = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for path in sorted(
        path for name in ("cms", "centres", "home", "news", "search") for path in (ROOT / name).rglob("*.py")
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Migrate once, into a template, and copy it for each worker."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    with django_db_blocker.unblock():
        if connections["default"].vendor == "sqlite":
            undo = _sqlite_from_template(worker)
        else:
            undo = _postgres(f"test_{os.getpid()}{worker}")
    yield
    with django_db_blocker.unblock():
        undo()


def _postgres(name: str) -> Any:
    connections["default"].settings_dict["TEST"]["NAME"] = name
    config = setup_databases(verbosity=0, interactive=False)
    ground.lay()
    first = f"{name}_first"
    ground.copy_database(name, first)
    ground.restore.append(lambda: ground.copy_database(first, name))
    return lambda: (ground.drop_database(first), teardown_databases(config, verbosity=0))


def _sqlite_from_template(worker: str) -> Any:
    from cms.env import VAR_DIR

    VAR_DIR.mkdir(parents=True, exist_ok=True)
    template = VAR_DIR / f"test_template_{migrations_digest()}.sqlite3"
    own = VAR_DIR / f"test_{os.getpid()}{worker}.sqlite3"
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = str(own)
    if not template.exists():
        _build_template(own, template)
    else:
        shutil.copyfile(template, own)
    ground.restore.append(lambda: ground.copy_file(template, own))
    return lambda: (connection.close(), [path.unlink() for path in VAR_DIR.glob(f"{own.name}*")])


def _build_template(own: Path, template: Path) -> None:
    """Migrate `own` and keep it as the template; two workers may do so at once, the last one wins."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    ground.lay()
    connections["default"].close()
    with sqlite3.connect(own) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    unfinished = template.with_suffix(f".{os.getpid()}")
    shutil.copyfile(own, unfinished)
    unfinished.replace(template)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Any:
    """Where nothing may be skipped (CI), a skip is a failure."""
    outcome = yield
    report = outcome.get_result()
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
