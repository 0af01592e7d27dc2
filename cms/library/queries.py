"""Which pages use which files."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from .models import Document, Image, PublishedUse


def is_open(page: Page) -> bool:
    """Say whether everybody may read the page."""
    return bool(page.live and not page.get_view_restrictions().exists())


def media_of(page: Page) -> list[Any]:
    """Return the images and documents that a page's fields and body refer to as they stand."""
    ReferenceIndex.create_or_update_for_object(page.specific)
    references = ReferenceIndex.get_references_for_object(page.specific)
    found: list[Any] = []
    for model in (Image, Document):
        kind = ContentType.objects.get_for_model(model)
        ids = references.filter(to_content_type=kind).values_list("to_object_id", flat=True)
        found += model.objects.filter(pk__in={int(pk) for pk in ids})
    return found


def uses_of(page: Page) -> QuerySet[PublishedUse]:
    """Return what a page made public."""
    return PublishedUse.objects.filter(page_id=page.pk).select_related("image", "document")


def files_of(media: Any) -> list[str]:
    """Return the names of the files that visitors fetch of an image (its renditions) or a document."""
    if isinstance(media, Document):
        return [media.file.name]
    return [rendition.file.name for rendition in media.renditions.all()]


def no_longer_used() -> list[Any]:
    """Return the public images and documents that no published page uses."""
    return [item for model in (Image, Document) for item in model.objects.filter(is_public=True, published_uses=None)]
