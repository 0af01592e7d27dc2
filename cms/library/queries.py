"""Which pages use which files."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from .models import Document, Image


def is_open(page: Page) -> bool:
    """Say whether everybody may read the page."""
    return bool(page.live and not page.get_view_restrictions().exists())


def media_of(page: Page) -> list[Any]:
    """Return the images and documents that the page's own fields and body refer to."""
    found: list[Any] = []
    references = ReferenceIndex.get_references_for_object(page)
    for model in (Image, Document):
        kind = ContentType.objects.get_for_model(model)
        ids = references.filter(to_content_type=kind).values_list("to_object_id", flat=True)
        found += model.objects.filter(pk__in=[int(pk) for pk in ids])
    return found


def published_uses(media: Any) -> list[Page]:
    """Return the live, open pages that use an image or document."""
    base = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(media).filter(base_content_type=base)
    pages = Page.objects.live().filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)])
    return [page for page in pages if is_open(page)]
