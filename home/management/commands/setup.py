"""`manage.py setup`: the ground every installation stands on, made once and completed later."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.services import ensure_site


class Command(BaseCommand):
    help = "Makes what is missing: cache table, languages, a home page per language, the site, groups and rights."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
            alias = "cache" if "cache" in settings.DATABASES else "default"
            call_command("createcachetable", database=alias, verbosity=0)
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        homes = ensure_site(hostname=address.hostname or "localhost", port=port)
        self.stdout.write(f"Languages: {', '.join(homes)}")
