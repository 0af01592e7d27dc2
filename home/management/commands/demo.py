"""`manage.py demo`: the demonstration story, once; `--volume N` adds pages to measure with."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from centres.pages import CentreIndexPage
from centres.team.demo import sign_ins as team_sign_ins
from cms.accounts import services as accounts
from cms.core.story import volume_makers
from cms.desk.starters.demo import make_starters
from cms.translate import demo as story
from cms.translate.work.demo import make_works
from home.demo import STORY, throw_away
from home.models import HomePage
from home.services import ensure_site


class Command(BaseCommand):
    help = "Builds the demonstration story (once), or adds pages for measurements."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--volume", type=int, default=0, metavar="N", help="add N pages in three languages")
        parser.add_argument("--show-accounts", action="store_true", help="print the demonstration sign-ins and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is for the demonstration's settings only (cms.settings.demo).")
        if options["show_accounts"]:
            self.stdout.write("\n".join([*accounts.demonstration_sign_ins(), *team_sign_ins()]))
            return
        homes = ensure_site()
        home = homes[settings.LANGUAGE_CODE]
        if HomePage.objects.get(pk=home.pk).get_children().not_type(CentreIndexPage).exists():
            self.stdout.write("The story is told already.")
        else:
            users = accounts.create_demonstration_accounts()
            told = story.tell(home=home, user=users[0], report=self._report(options["verbosity"]))
            make_starters(told, STORY / "starters.toml")
            make_works(told, STORY / "works.toml")
            throw_away(home=HomePage.objects.get(pk=home.pk), user=users[0])
            call_command("search_rebuild", verbosity=0)
        if options["volume"]:
            for make in volume_makers:
                make(count=options["volume"], report=self.stdout.write)
            call_command("search_rebuild", verbosity=0)

    def _report(self, verbosity: int) -> Any:
        return self.stdout.write if verbosity > 1 else lambda line: None
