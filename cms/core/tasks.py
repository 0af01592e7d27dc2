"""Tasks of the platform, and its jobs of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task, task_backends

from . import clock, outbox, staging
from .enums import Urgency
from .models import JobRun

WORKER = "worker"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# A heartbeat that nobody took is not sent again at once, or a stopped worker would find a heap of them.
HEARTBEAT_PATIENCE = 10 * MINUTE
# A task that runs for so long has lost its worker; every task bears being run again.
LOST_AFTER = 2 * HOUR
MAX_RUNS = 5


class Parked(Exception):
    """The task ended every worker that ran it."""


@task(priority=Urgency.MAILED)
def deliver_mail(mail_id: int, attempt: int) -> str:
    return str(outbox.deliver(mail_id=mail_id, attempt=attempt) or "")


@task(priority=Urgency.MAILED)
def stamp_worker() -> None:
    """Prove that a worker takes tasks."""
    now = timezone.now()
    JobRun.objects.filter(name=WORKER).update(finished_at=now, succeeded_at=now, error="")


def queue_is_stored() -> bool:
    """Say whether tasks wait in the database for a worker."""
    from django_tasks_db import DatabaseBackend  # noqa: PLC0415 -- needs the applications

    return isinstance(task_backends["default"], DatabaseBackend)


def ask_worker() -> None:
    """Queue a heartbeat, unless the last one still waits."""
    now = timezone.now()
    JobRun.objects.get_or_create(name=WORKER)
    answered = Q(started_at=None) | Q(finished_at__isnull=False) | Q(started_at__lt=now - HEARTBEAT_PATIENCE)
    if JobRun.objects.filter(answered, name=WORKER).update(started_at=now, finished_at=None):
        stamp_worker.enqueue()


def take_up_lost_tasks(now: datetime | None = None) -> int:
    """Put tasks whose worker died back in the queue, and park those that killed MAX_RUNS workers; return how many."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 -- needs the applications

    running = DBTaskResult.objects.running().filter(started_at__lt=(now or timezone.now()) - LOST_AFTER)
    for result in running:
        row = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
        if len(result.worker_ids) < MAX_RUNS:
            row.update(status=TaskResultStatus.READY, started_at=None)
        else:
            row.update(
                status=TaskResultStatus.FAILED, finished_at=timezone.now(), exception_class_path=f"{__name__}.Parked"
            )
    return len(running)


def publish_scheduled() -> None:
    call_command("publish_scheduled", verbosity=0)


def retry_mails() -> None:
    outbox.hand_over_due()


def scrub_mails() -> None:
    outbox.scrub()


def expire_uploads() -> None:
    staging.expire()


def clear_sessions() -> None:
    call_command("clearsessions", verbosity=0)


def prune_task_results() -> None:
    if queue_is_stored():
        call_command("prune_db_task_results", verbosity=0)


clock.register("publish_scheduled", every=MINUTE, function=publish_scheduled)
clock.register("retry_mails", every=MINUTE, function=retry_mails)
clock.register("ask_worker", every=MINUTE, function=ask_worker)
clock.register("expire_uploads", every=HOUR, function=expire_uploads)
clock.register("take_up_lost_tasks", every=HOUR, function=take_up_lost_tasks)
clock.register("scrub_mails", every=DAY, function=scrub_mails)
clock.register("clear_sessions", every=DAY, function=clear_sessions)
clock.register("prune_task_results", every=DAY, function=prune_task_results)
