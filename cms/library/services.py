"""Publication of files, and their return to privacy."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from . import queries
from .models import Document, Image


def _names(media: Any) -> list[str]:
    if isinstance(media, Document):
        return [media.file.name]
    return [rendition.file.name for rendition in media.renditions.all()]


def copy_to_public(*, name: str) -> None:
    """Copy one file of the private store to the public one, once."""
    if not storages["public"].exists(name):
        with storages["default"].open(name) as file:
            storages["public"].save(name, file)


@transaction.atomic
def publish_media(*, page: Page) -> None:
    """Let everybody fetch the images and documents that a live page without restriction uses."""
    ReferenceIndex.create_or_update_for_object(page.specific)
    used = queries.media_of(page)
    if queries.is_open(page):
        for media in used:
            for name in _names(media):
                copy_to_public(name=name)
            type(media).objects.filter(pk=media.pk).update(is_public=True)


@transaction.atomic
def retract_unused(*, media: list[Any]) -> None:
    """Take back the files that no live, open page uses any more."""
    for item in media:
        if not queries.published_uses(item):
            type(item).objects.filter(pk=item.pk).update(is_public=False)
            for name in _names(item):
                storages["public"].delete(name)


def reconcile() -> None:
    """Put every file into the store it belongs to."""
    for model in (Image, Document):
        for item in model.objects.filter(is_public=True):
            retract_unused(media=[item])
