"""The clock: run the jobs that are due, once or for ever."""

from __future__ import annotations

import signal
import threading
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from cms.core import clock


class Stopped(BaseException):
    """A signal came while a job was running; every job bears being begun again."""


class Command(BaseCommand):
    help = "Run the jobs that are due: scheduled publishing, mails to try again, cleaning."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDS", help="keep running, with this pause")

    def handle(self, *args: Any, every: float | None = None, **options: Any) -> None:
        if every is None:
            done = clock.run_due()
            self.stdout.write(f"{len(done)} jobs done: {', '.join(done) or '-'}")
        elif every > 0:
            self._loop(every)
        else:
            raise CommandError("--every needs a number above 0")

    def _loop(self, every: float) -> None:
        stop, busy = threading.Event(), threading.Event()

        def on_signal(signum: int, frame: FrameType | None) -> None:
            stop.set()
            if busy.is_set():
                raise Stopped

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, on_signal)
        self.stdout.write(f"the clock ticks every {every:g} s")
        next_at = time.monotonic()
        try:
            while not stop.is_set():
                busy.set()
                close_old_connections()
                clock.run_due()
                busy.clear()
                next_at = max(next_at + every, time.monotonic())
                stop.wait(next_at - time.monotonic())
        except Stopped:
            self.stdout.write("stopped in the middle of a job, which will be begun again")
        self.stdout.write("the clock stopped")
