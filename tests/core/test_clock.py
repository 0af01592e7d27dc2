"""The clock: due jobs, once each, by one clock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.core import clock, tasks
from cms.core.models import JobRun
from cms.translate.tasks import learn_from
from search.tasks import refresh_pages

ROOT = Path(__file__).resolve().parents[2]
HOUR = timedelta(hours=1)


@pytest.fixture
def own_jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, clock.Job]:
    jobs: dict[str, clock.Job] = {}
    monkeypatch.setattr(clock, "_jobs", jobs)
    return jobs


@pytest.mark.django_db
def test_a_job_runs_once_in_its_period(own_jobs: Any) -> None:
    runs: list[int] = []
    clock.register("count", every=HOUR, function=lambda: runs.append(1))
    now = timezone.now()

    assert clock.run_due(now) == ["count"]
    assert clock.run_due(now + timedelta(minutes=59)) == []
    assert clock.run_due(now + HOUR - timedelta(seconds=20)) == ["count"]
    assert len(runs) == 2


@pytest.mark.django_db
def test_a_job_of_each_minute_runs_at_each_tick_of_a_minute(own_jobs: Any) -> None:
    runs: list[int] = []
    clock.register("count", every=timedelta(minutes=1), function=lambda: runs.append(1))
    now = timezone.now()

    for number, jitter in enumerate([0.2, 0.0, 0.5, 0.1, 0.3]):
        clock.run_due(now + timedelta(seconds=60 * number + jitter))

    assert len(runs) == 5


@pytest.mark.django_db
def test_a_failure_is_recorded_and_stops_no_other_job(own_jobs: Any, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError("broken")

    clock.register("a_fails", every=HOUR, function=fail)
    clock.register("b_works", every=HOUR, function=lambda: None)

    assert clock.run_due() == ["b_works"]
    failed, worked = JobRun.objects.order_by("name")
    assert (failed.error, failed.succeeded_at, failed.lock_token) == ("ValueError: broken", None, "")
    assert (worked.error, worked.succeeded_at) == ("", worked.finished_at)
    assert "the job a_fails failed" in caplog.text


@pytest.mark.django_db
def test_a_lock_left_by_a_dead_clock_ends_by_itself(own_jobs: Any) -> None:
    clock.register("count", every=timedelta(minutes=1), function=lambda: None)
    job, now = clock.jobs()[0], timezone.now()
    assert clock.take(job, now)

    assert clock.take(job, now + timedelta(minutes=14)) == ""
    assert clock.take(job, now + timedelta(minutes=16)) != ""


@pytest.mark.django_db
def test_a_clock_that_overslept_does_not_open_the_lock_of_another(own_jobs: Any) -> None:
    clock.register("count", every=timedelta(minutes=1), function=lambda: None)
    job, now = clock.jobs()[0], timezone.now()
    late = clock.take(job, now)
    current = clock.take(job, now + timedelta(minutes=16))

    clock.release(job, late, began=now)

    assert JobRun.objects.get().lock_token == current


@pytest.mark.django_db
def test_a_stopped_job_is_due_at_once(own_jobs: Any) -> None:
    def stop() -> None:
        raise SystemExit

    clock.register("long", every=HOUR, function=stop)
    with pytest.raises(SystemExit):
        clock.run_due()

    row = JobRun.objects.get()
    assert (row.error, row.lock_token, row.started_at) == ("stopped", "", None)
    assert clock.take(clock.jobs()[0], timezone.now())


def test_a_name_belongs_to_one_job(own_jobs: Any) -> None:
    clock.register("count", every=HOUR, function=print)
    clock.register("count", every=HOUR, function=print)

    with pytest.raises(ImproperlyConfigured):
        clock.register("count", every=HOUR, function=repr)


def take_unlocked(job: clock.Job, now: datetime) -> str:
    """What `take` would be if it read first and wrote afterwards."""
    run, _ = JobRun.objects.get_or_create(name=job.name)
    if run.locked_until or (run.started_at and run.started_at > now - job.every):
        return ""
    time.sleep(0.3)
    JobRun.objects.filter(pk=run.pk).update(locked_until=now + job.lock, lock_token="naive", started_at=now)
    return "naive"


def run_in_two_clocks() -> int:
    """Let two clocks tick at the same moment; return how often the job ran."""
    runs: list[int] = []
    barrier = threading.Barrier(2)
    JobRun.objects.get_or_create(name="count")

    def job() -> None:
        runs.append(1)
        time.sleep(0.3)

    clock.register("count", every=HOUR, function=job)

    def tick() -> None:
        try:
            barrier.wait()
            clock.run_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=tick) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(runs)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_clocks_run_a_job_twice(own_jobs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "take", take_unlocked)

    assert run_in_two_clocks() == 2


@pytest.mark.django_db(transaction=True)
def test_with_the_lock_two_clocks_run_a_job_once(own_jobs: Any) -> None:
    assert run_in_two_clocks() == 1


@pytest.mark.django_db
def test_every_job_of_the_platform_succeeds() -> None:
    names = [job.name for job in clock.jobs()]

    assert clock.run_due() == names
    assert {
        "ask_worker",
        "clear_sessions",
        "expire_uploads",
        "prune_task_results",
        "publish_scheduled",
        "retry_mails",
        "scrub_mails",
    } <= set(names)


@pytest.mark.django_db
def test_the_heartbeat_is_answered_by_the_worker(settings: Any) -> None:
    tasks.ask_worker()

    row = JobRun.objects.get(name="worker")
    assert row.succeeded_at is not None
    assert row.succeeded_at >= row.started_at


@pytest.mark.django_db(transaction=True)
def test_heartbeats_do_not_heap_up_while_no_worker_runs(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    start = timezone.now()
    with time_machine.travel(start, tick=False) as travel:
        for minute in range(12):
            travel.move_to(start + timedelta(minutes=minute))
            tasks.ask_worker()

    assert DBTaskResult.objects.count() == 2
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    assert JobRun.objects.get(name="worker").succeeded_at is not None
    tasks.ask_worker()
    assert DBTaskResult.objects.count() == 3


@pytest.mark.django_db
def test_what_people_wait_for_is_taken_before_a_heap_of_bookkeeping(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    learn_from.enqueue(content_type_id=1, pk=1)
    refresh_pages.enqueue(page_ids=[1])
    tasks.deliver_mail.enqueue(mail_id=1, attempt=1)

    taken = [row.task_path.rpartition(".")[2] for row in DBTaskResult.objects.ready()]

    assert taken == ["deliver_mail", "refresh_pages", "learn_from"]


@pytest.mark.django_db
def test_tasks_of_a_dead_worker_are_taken_up_and_poison_is_parked(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    for _ in range(3):
        tasks.stamp_worker.enqueue()
    now = timezone.now()
    lost, poison, young = DBTaskResult.objects.order_by("enqueued_at")
    for row, runs, hours in ((lost, 1, 3), (poison, 5, 3), (young, 1, 1)):
        DBTaskResult.objects.filter(pk=row.pk).update(
            status="RUNNING", started_at=now - timedelta(hours=hours), worker_ids=["dead"] * runs
        )

    assert tasks.take_up_lost_tasks(now) == 2
    assert tasks.take_up_lost_tasks(now) == 0
    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert [states[row.pk] for row in (lost, poison, young)] == ["READY", "FAILED", "RUNNING"]
    poison.refresh_from_db()
    assert poison.task_result.errors[0].exception_class is tasks.Parked


@pytest.mark.django_db
def test_tick_runs_once_and_says_what_it_did(capsys: pytest.CaptureFixture[str], own_jobs: Any) -> None:
    clock.register("count", every=HOUR, function=lambda: None)
    call_command("tick")
    call_command("tick")

    assert capsys.readouterr().out == "1 jobs done: count\n0 jobs done: -\n"
    with pytest.raises(CommandError):
        call_command("tick", every=0)


SLOW_JOB = """
import datetime, os, sys, time, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.core.management import call_command
from cms.core import clock
clock._jobs.clear()
def job():
    print("busy", flush=True)
    time.sleep(float(sys.argv[2]))
clock.register("slow", every=datetime.timedelta(hours=1), function=job)
call_command("tick", every=60)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seconds", ["0", "30"], ids=["between ticks", "in a job"])
def test_the_loop_ends_within_a_second_of_sigterm(seconds: str) -> None:
    command = [sys.executable, "-u", "-c", SLOW_JOB, str(connection.settings_dict["NAME"]), seconds]
    with subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while "busy" not in (line := process.stdout.readline()):
            assert line, "the clock ended too early"
        time.sleep(0.5)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        ended = time.monotonic()

    assert ended - began < 20
    assert process.returncode == 0
    assert JobRun.objects.get(name="slow").lock_token == ""
