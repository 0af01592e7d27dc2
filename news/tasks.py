"""Thin wrappers that carry ids only."""

from __future__ import annotations

from django_tasks import task
from wagtail.models import Page

from cms.library.services import publish_media


@task()
def publish_portraits(page_ids: list[int]) -> None:
    for page in Page.objects.filter(pk__in=page_ids).order_by("pk"):
        publish_media(page=page)
