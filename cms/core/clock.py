"""The clock: jobs that every app registers, run when they are due, each by one clock at a time.

A job must bear being run twice: a clock that is killed leaves its lock until it ends, and another begins afresh.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from .models import JobRun

logger = logging.getLogger(__name__)

LOCK = timedelta(minutes=15)
SLACK = timedelta(seconds=30)


@dataclass(frozen=True)
class Job:
    """`function` without arguments, run once in every `every`; its lock ends by itself after `lock`."""

    name: str
    every: timedelta
    function: Callable[[], object]
    lock: timedelta = LOCK

    @property
    def slack(self) -> timedelta:
        """How much too early still counts as due: ticks are never exactly on time."""
        return min(self.every / 10, SLACK)


_jobs: dict[str, Job] = {}


def register(name: str, *, every: timedelta, function: Callable[[], object], lock: timedelta = LOCK) -> None:
    """Let the clock run `function` once in every `every`.

    Raises ImproperlyConfigured when another function has the name already.
    """
    known = _jobs.get(name)
    if known and known.function is not function:
        raise ImproperlyConfigured(f"the job {name!r} is registered twice")
    _jobs[name] = Job(name, every, function, lock)


def unregister(name: str) -> None:
    _jobs.pop(name, None)


def jobs() -> list[Job]:
    """Return every job, by name."""
    return sorted(_jobs.values(), key=lambda job: job.name)


def take(job: Job, now: datetime) -> str:
    """Lock the job when it is due and free, in one conditional update; return the lock's token, or "" if it is not."""
    JobRun.objects.get_or_create(name=job.name)
    token = secrets.token_hex(16)
    free = Q(locked_until=None) | Q(locked_until__lt=now)
    due = Q(started_at=None) | Q(started_at__lte=now - job.every + job.slack)
    taken = JobRun.objects.filter(free, due, name=job.name).update(
        locked_until=now + job.lock, lock_token=token, started_at=now
    )
    return token if taken else ""


def release(job: Job, token: str, *, began: datetime, error: str = "", again: bool = False) -> None:
    """Write down how the run went and unlock, unless the lock ended and another clock has it now.

    `again` makes the job due at once: it was stopped, not done.
    """
    now = timezone.now()
    outcome: dict[str, object] = {"finished_at": now, "duration": now - began, "error": error}
    if not error:
        outcome["succeeded_at"] = now
    if again:
        outcome["started_at"] = None
    JobRun.objects.filter(name=job.name, lock_token=token).update(locked_until=None, lock_token="", **outcome)


def run(job: Job, token: str) -> bool:
    """Run a job whose lock we hold; return whether it succeeded. Its failure is recorded, not passed on."""
    began = timezone.now()
    try:
        job.function()
    except Exception as error:  # one job's failure must not stop the others
        logger.exception("the job %s failed", job.name)
        release(job, token, began=began, error=f"{type(error).__name__}: {error}"[:1000])
        return False
    except BaseException:
        release(job, token, began=began, error="stopped", again=True)
        raise
    release(job, token, began=began)
    return True


def run_due(now: datetime | None = None) -> list[str]:
    """Run every job that is due and that no other clock runs; return the names of those that succeeded."""
    succeeded = []
    for job in jobs():
        try:
            token = take(job, now or timezone.now())
            if token and run(job, token):
                succeeded.append(job.name)
        except DatabaseError:
            logger.exception("the job %s could not be taken or written down", job.name)
    return succeeded
