"""`manage.py catalogues`: brings the catalogues up to date, or checks them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core import catalogues, package_catalogues


class Command(BaseCommand):
    help = "Brings the message catalogues up to the words in code and templates; --check only says what is wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        for code, number in catalogues.update().items():
            self._tell(code, number)
        for domain, number in package_catalogues.update().items():
            self._tell(f"packages in {package_catalogues.CODE}, {domain}", number)

    def _tell(self, name: str, number: int) -> None:
        self.stdout.write(f"{name}: {number} to translate" if number else f"{name}: complete")

    def _check(self) -> None:
        found = [f"{code}: {text}" for code in catalogues.COMPLETE for text in catalogues.missing(code)]
        found += [f"{code}: {text}" for code in catalogues.languages() for text in catalogues.faults(code)]
        found += [f"packages in {package_catalogues.CODE}: {text}" for text in package_catalogues.faults()]
        try:
            found += [f"not in the catalogues: {text}" for text in sorted(catalogues.stale())]
        except FileNotFoundError as error:
            self.stderr.write(f"freshness not checked: {error}")
        if found:
            raise CommandError("\n".join(found[:60]) + f"\n{len(found)} faults; ./run messages brings them up to date")
        for code in set(catalogues.languages()) - set(catalogues.COMPLETE):
            self.stdout.write(f"{code}: {len(list(catalogues.missing(code)))} to translate")
        self.stdout.write(f"complete: {', '.join(catalogues.COMPLETE)}")
