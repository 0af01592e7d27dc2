"""Reads of the platform: is it ready, what was mailed."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet
from django.utils import timezone

from . import clock
from .models import JobRun, Mail
from .tasks import WORKER, queue_is_stored

logger = logging.getLogger(__name__)

Probe = Callable[[], dict[str, Any]]

WORKER_PATIENCE = timedelta(minutes=5)
# A job may be late by this many of its periods, and never by less than the patience.
JOB_PERIODS = 3
JOB_PATIENCE = timedelta(minutes=5)
MIGRATIONS_TRUSTED_SECONDS = 60

_probes: dict[str, Probe] = {}
_migrations_seen: dict[str, float] = {}


def register_probe(name: str, probe: Probe) -> None:
    """Show a part that an app above owns on /readyz; its answer holds "ok" and figures, never a secret.

    A probe that raises is shown as failing with the name of the exception.
    """
    _probes[name] = probe


def unregister_probe(name: str) -> None:
    _probes.pop(name, None)


def readiness() -> dict[str, dict[str, Any]]:
    """Return what /readyz shows: for each part, whether it is "ok" and its figures."""
    parts: dict[str, Probe] = {
        "database": probe_database,
        "migrations": probe_migrations,
        "cache": probe_cache,
        **_probes,
        "worker": probe_worker,
        "clock": probe_clock,
    }
    return {name: _guarded(probe) for name, probe in parts.items()}


def _guarded(probe: Probe) -> dict[str, Any]:
    try:
        return probe()
    except Exception as error:  # whatever fails is an answer here, and its message may hold a secret
        logger.exception("a probe of readiness failed")
        return {"ok": False, "error": type(error).__name__}


def probe_database() -> dict[str, Any]:
    connection = connections["default"]
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True, "engine": connection.vendor, "ms": round((time.perf_counter() - started) * 1000, 1)}


def probe_migrations() -> dict[str, Any]:
    """Count migrations not applied; "none" is believed for a minute, as counting reads every migration file."""
    if time.monotonic() - _migrations_seen.get("none", float("-inf")) < MIGRATIONS_TRUSTED_SECONDS:
        return {"ok": True, "pending": 0}
    executor = MigrationExecutor(connections["default"])
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not pending:
        _migrations_seen["none"] = time.monotonic()
    return {"ok": not pending, "pending": pending}


def probe_cache() -> dict[str, Any]:
    key, value = f"readyz:{secrets.token_hex(8)}", secrets.token_hex(8)
    cache.set(key, value, 30)
    same = cache.get(key) == value
    cache.delete(key)
    return {"ok": same}


def probe_worker() -> dict[str, Any]:
    """Tell the age of the worker's last heartbeat; without a stored queue no worker is needed."""
    if not queue_is_stored():
        return {"ok": True, "needed": False}
    last = JobRun.objects.filter(name=WORKER).values_list("succeeded_at", flat=True).first()
    age = _age(last)
    return {"ok": age is not None and age <= WORKER_PATIENCE.total_seconds(), "heartbeat_age_seconds": age}


def probe_clock() -> dict[str, Any]:
    """Tell when each job last ran and succeeded; a job is late after three of its periods."""
    runs = {run.name: run for run in JobRun.objects.all()}
    jobs = {job.name: _job_state(job, runs.get(job.name)) for job in clock.jobs()}
    return {"ok": all(state["ok"] for state in jobs.values()), "jobs": jobs}


def _job_state(job: clock.Job, run: JobRun | None) -> dict[str, Any]:
    age = _age(run.succeeded_at) if run else None
    patience = max(job.every * JOB_PERIODS, JOB_PATIENCE).total_seconds()
    return {
        "ok": age is not None and age <= patience,
        "last_success_age_seconds": age,
        "failing": bool(run and run.error),
    }


def _age(moment: datetime | None) -> int | None:
    return int((timezone.now() - moment).total_seconds()) if moment else None


def latest_mails() -> QuerySet[Mail]:
    """Return the mails of the outbox, newest first, without their contents."""
    return Mail.objects.defer("text", "html", "attachments").order_by("-created_at", "-pk")
