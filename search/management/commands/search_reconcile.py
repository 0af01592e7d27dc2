"""Put right what lost tasks left wrong in the index; the clock does it too."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search import services


class Command(BaseCommand):
    help = "Refresh pages whose entry is missing, old or should not be."

    def handle(self, *args: Any, **options: Any) -> None:
        count = services.reconcile()
        if options["verbosity"]:
            self.stdout.write(f"{count} pages were put right")
