"""Publication of files, and their return to privacy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Page

from . import queries, stores
from .models import Document, Image, PublishedUse


def _use(page: Page, media: Any) -> None:
    field = "document" if isinstance(media, Document) else "image"
    PublishedUse.objects.get_or_create(page_id=page.pk, **{field: media})


def _publish(media: Any) -> None:
    stores.copy_to_public(queries.files_of(media))
    type(media).objects.filter(pk=media.pk, is_public=False).update(is_public=True)


def _retract(media: Any) -> None:
    """Make a file private; its public copies go when that is certain."""
    type(media).objects.filter(pk=media.pk).update(is_public=False)
    names = queries.files_of(media)
    transaction.on_commit(lambda: stores.delete_public(names))


@transaction.atomic
def settle_page(page: Page) -> None:
    """Make public what a page uses while everybody may read it, and take back what it uses no more."""
    used = queries.media_of(page) if queries.is_open(page) else []
    kept = {(type(media), media.pk) for media in used}
    dropped = [use for use in queries.uses_of(page) if not {(Image, use.image_id), (Document, use.document_id)} & kept]
    PublishedUse.objects.filter(pk__in=[use.pk for use in dropped]).delete()
    for media in used:
        _use(page, media)
        _publish(media)
    retract_unused(media=[use.image or use.document for use in dropped])


@transaction.atomic
def settle_below(page: Page) -> None:
    """Settle a page and all pages below it: a restriction came or went."""
    for item in page.get_descendants(inclusive=True):
        settle_page(item)


@transaction.atomic
def retract_unused(*, media: Iterable[Any]) -> None:
    """Take back those of `media` that no published page uses any more."""
    for item in media:
        if not item.published_uses.exists():
            _retract(item)


def reconcile() -> None:
    """Settle whatever went past the signals: expired pages, pages deleted in bulk."""
    closed = PublishedUse.objects.filter(page__live=False)
    for page in Page.objects.filter(pk__in=closed.values("page_id")):
        settle_page(page)
    retract_unused(media=queries.no_longer_used())
