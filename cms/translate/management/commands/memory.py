"""Teach the translation memory what was published before it existed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.translate.memory.publication import learn_everything


class Command(BaseCommand):
    help = "Remember every published translation; asked again, it adds what is new."

    def handle(self, *args: Any, **options: Any) -> None:
        pages = pairs = 0
        for _name, new in learn_everything():
            pages, pairs = pages + 1, pairs + new
        self.stdout.write(f"{pairs} new pairs from {pages} texts")
