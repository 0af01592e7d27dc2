"""Publication of files, and their return to privacy."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.images.models import Filter
from wagtail.models import Collection, Page

from cms.core import page_store, pictures

from . import queries, stores
from .models import Document, Image, PublishedUse, Rendition

logger = logging.getLogger(__name__)

# A copy whose page is being published at this moment is not yet in the database.
STRAY_AFTER = timedelta(hours=1)


def _of(model: type[Any], media: Iterable[Any]) -> list[int]:
    return sorted(item.pk for item in media if isinstance(item, model))


def _lock(media: Iterable[Any]) -> None:
    """Let one publication at a time decide about these files."""
    for model in queries.MODELS:
        ids = _of(model, media)
        if ids:
            list(model.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _record(page: Page, media: list[Any]) -> None:
    shown_as = queries.uses_on(page) if media else {}
    elsewhere = " ".join(queries.ELSEWHERE)
    PublishedUse.objects.bulk_create(
        [
            PublishedUse(page_id=page.pk, image_id=item.pk, shown_as=shown_as.get(item.pk, elsewhere))
            for item in media
            if isinstance(item, Image)
        ],
        update_conflicts=True,
        unique_fields=["page", "image"],
        update_fields=["shown_as"],
    )
    PublishedUse.objects.bulk_create(
        [PublishedUse(page_id=page.pk, document_id=item.pk) for item in media if isinstance(item, Document)],
        ignore_conflicts=True,
    )


def _set_public(media: list[Any], is_public: bool) -> None:
    for model in queries.MODELS:
        ids = _of(model, media)
        if ids:
            model.objects.filter(pk__in=ids).exclude(is_public=is_public).update(is_public=is_public)


def _publish(media: list[Any]) -> None:
    stores.copy_to_public(queries.public_files_of(media))
    _set_public(media, True)


def _retract(media: list[Any]) -> None:
    _set_public(media, False)
    delete_public_later(names=queries.files_of(media))


def delete_public_later(*, names: Iterable[str]) -> None:
    """Delete public copies once it is certain, but those that somebody else published meanwhile."""
    listed = [name for name in names if name]
    transaction.on_commit(
        lambda: stores.delete_public(name for name in listed if not queries.belongs_into_public(name))
    )


@transaction.atomic
def publish_media(*, page: Page) -> None:
    """Make public what a page uses while everybody may read it, and take back what it uses no more."""
    used = queries.media_of(page) if queries.is_open(page) else []
    kept = {(type(media), media.pk) for media in used}
    dropped = [use for use in queries.uses_of(page) if not {(Image, use.image_id), (Document, use.document_id)} & kept]
    _lock([*used, *(use.image or use.document for use in dropped)])
    _record(page, used)
    _publish(used)
    prepare_later(ids=_of(Image, used))
    withdraw(uses=PublishedUse.objects.filter(pk__in=[use.pk for use in dropped]))


@transaction.atomic
def withdraw(*, uses: QuerySet[PublishedUse]) -> None:
    """Forget that pages use files, and take back those files that no other page uses."""
    media = [use.image or use.document for use in uses.select_related("image", "document")]
    uses.delete()
    retract_unused(media=media)


def prepare_later(*, ids: Iterable[int]) -> None:
    """Have the renditions that these images lack made by a task, once what needs them is certain."""
    listed = list(ids)
    if listed:
        transaction.on_commit(lambda: _enqueue(queries.unprepared(listed)))


def _enqueue(images: Iterable[Image]) -> None:
    from .tasks import prepare_picture as task  # noqa: PLC0415 -- tasks prepare through this module

    for image in images:
        task.enqueue(image.pk)


class NotPrepared(Exception):
    """Some renditions could not be made; the clock asks again."""


def prepare_picture(*, image: Image) -> int:
    """Make the renditions that an image's published uses lack, and return how many.

    Each is complete by itself: whoever stops and begins again goes on where it was. One that fails leaves the others.
    """
    made, failed = 0, []
    for spec in queries.missing_specs(image):
        try:
            image.create_rendition(Filter(spec=spec))
            made += 1
        except Exception:  # a codec that is missing, an original that is lost: the other formats are made
            logger.exception("the rendition %s of image %d could not be made", spec, image.pk)
            failed.append(spec)
    if made and Image.objects.filter(pk=image.pk, is_public=True).exists():
        page_store.forget()
    if failed:
        raise NotPrepared(f"image {image.pk}: {', '.join(failed)}")
    _drop_former_crops(image)
    return made


def _drop_former_crops(image: Image) -> None:
    """Delete what was cut around another focal point: it was shown until now."""
    specs = {spec for use in pictures.uses() for spec in use.specs}
    for rendition in image.renditions.filter(filter_spec__in=specs):
        if rendition.focal_point_key != Filter(spec=rendition.filter_spec).get_cache_key(image):
            rendition.delete()


def publish_media_below(*, page: Page) -> None:
    """Settle a page and the pages below it, each by itself: a large part of the site must not wait in one piece."""
    for item in page.get_descendants(inclusive=True).live():
        publish_media(page=item)


@transaction.atomic
def close_below(*, page: Page) -> None:
    """Take back, at once, what only a page and the pages below it use: they are restricted from now on."""
    withdraw(uses=queries.uses_below(page))


@transaction.atomic
def retract_unused(*, media: Iterable[Any]) -> None:
    """Take back those of `media` that no published page uses any more."""
    distinct = {(type(item), item.pk): item for item in media}.values()
    _lock(distinct)
    _retract([item for item in distinct if not queries.published_uses(item).exists()])


@transaction.atomic
def settle_documents(*, collection: Collection) -> None:
    """Put the published documents below a collection where its door, new or gone, says."""
    for document in queries.documents_below(collection):
        settle_file(document=document)


def settle_file(*, document: Document) -> None:
    """Copy a document's file to the public store, or delete the copy, as it should be."""
    if document.is_public and not queries.is_behind_a_door(document):
        stores.copy_to_public(queries.files_of([document]))
    else:
        delete_public_later(names=queries.files_of([document]))


def reconcile() -> None:
    """Settle whatever went past the signals: pages closed in bulk, lost and forgotten copies. May run at any time."""
    withdraw(uses=PublishedUse.objects.filter(pk__in=[use.pk for use in queries.uses_of_closed_pages()]))
    retract_unused(media=queries.no_longer_used())
    _publish(queries.used_but_private())
    expected, present = queries.files_that_are_public(), set(stores.public_names())
    lost = stores.copy_to_public(expected - present)
    for rendition in Rendition.objects.filter(file__in=lost):
        rendition.delete()
    before = timezone.now() - STRAY_AFTER
    strays = [name for name in present - expected if stores.changed_at(name) < before]
    delete_public_later(names=strays)
    for page in queries.pages_of_unknown_uses():
        publish_media(page=page)
    _enqueue(queries.unprepared())
