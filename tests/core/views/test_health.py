"""Is the process alive, is the site ready."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from cms.core import clock, queries
from cms.core.models import JobRun


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    queries._migrations_seen.clear()


@pytest.fixture
def ticked(db: None) -> None:
    clock.run_due()


def test_the_process_answers_without_database(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_a_site_whose_clock_ticks_is_ready(client: Client, ticked: None) -> None:
    response = client.get("/readyz")
    parts = response.json()

    assert (response.status_code, parts["ready"]) == (200, True)
    assert {"database", "migrations", "cache", "worker", "clock"} <= set(parts)
    assert parts["database"]["engine"] == connection.vendor
    assert parts["migrations"]["pending"] == 0
    assert parts["clock"]["jobs"]["publish_scheduled"]["last_success_age_seconds"] < 60
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_clock_that_never_ticked_is_not_ready(client: Client) -> None:
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["clock"]["jobs"]["retry_mails"] == {
        "ok": False,
        "last_success_age_seconds": None,
        "failing": False,
    }


def test_a_late_or_failing_job_is_shown(ticked: None) -> None:
    JobRun.objects.filter(name="retry_mails").update(
        succeeded_at=timezone.now() - timedelta(minutes=6), error="ValueError: a secret"
    )
    jobs = queries.probe_clock()["jobs"]

    assert jobs["retry_mails"] == {"ok": False, "last_success_age_seconds": 360, "failing": True}
    assert jobs["scrub_mails"]["ok"]


def test_a_pending_migration_is_not_ready(client: Client, ticked: None) -> None:
    MigrationRecorder.Migration.objects.filter(app="core").order_by("-pk")[0].delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["migrations"]["ok"] is False
    assert response.json()["migrations"]["pending"] >= 1


@pytest.mark.django_db
def test_the_workers_heartbeat_must_be_young(settings: Any) -> None:
    assert queries.probe_worker() == {"ok": True, "needed": False}
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert queries.probe_worker() == {"ok": False, "heartbeat_age_seconds": None}

    for minutes, ok in ((4, True), (6, False)):
        moment = timezone.now() - timedelta(minutes=minutes)
        JobRun.objects.update_or_create(name="worker", defaults={"succeeded_at": moment})
        assert queries.probe_worker() == {"ok": ok, "heartbeat_age_seconds": minutes * 60}


@pytest.fixture
def broken_probe() -> Iterator[None]:
    def probe() -> dict[str, Any]:
        raise RuntimeError("postgres://user:secret@db")

    queries.register_probe("broken", probe)
    yield
    queries.unregister_probe("broken")


def test_a_probe_that_fails_tells_no_secret(client: Client, ticked: None, broken_probe: None) -> None:
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["broken"] == {"ok": False, "error": "RuntimeError"}
    assert "secret" not in response.content.decode()


def test_a_database_that_is_gone_is_an_answer_and_not_an_error(client: Client) -> None:
    """Without the `django_db` mark every query raises, as it does when the server is down."""
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == {"ok": False, "error": "RuntimeError"}


def test_nobody_posts_here(client: Client, db: None) -> None:
    assert client.post("/healthz").status_code == client.post("/readyz").status_code == 405
