"""`manage.py compilecatalogues`: .po to .mo, without gettext installed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.core import catalogues


class Command(BaseCommand):
    help = "Compiles the message catalogues that changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{catalogues.compile_all()} catalogues compiled")
