"""Index every page anew."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from search import services


class Command(BaseCommand):
    help = "Index every live public page anew; search goes on answering meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        count = services.rebuild(report=self._report if options["verbosity"] else lambda done, total: None)
        if options["verbosity"]:
            self.stdout.write(f"{count} pages can be found ({time.monotonic() - started:.1f} s)")

    def _report(self, done: int, total: int) -> None:
        if done % 500 == 0 or done == total:
            self.stdout.write(f"{done} of {total}")
