"""`manage.py media_reconcile`: puts every file into the store it belongs to."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from cms.library import services


class Command(BaseCommand):
    help = "Publishes the files that live pages use, and takes back the others."

    def handle(self, *args: Any, **options: Any) -> None:
        pages = Page.objects.live()
        for page in pages.iterator(chunk_size=200):
            services.publish_media(page=page)
        services.reconcile()
        self.stdout.write(f"{pages.count()} pages settled")
