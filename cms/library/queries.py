"""Which pages use which files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex

from .media_kinds import TYPES
from .models import Document, Image, PublishedUse, Rendition

MODELS = (Image, Document)


def is_open(page: Page) -> bool:
    """Say whether everybody may read the page."""
    return bool(page.live and not page.get_view_restrictions().exists())


def media_of(page: Page) -> list[Any]:
    """Return the images and documents that a page's fields and body refer to as they stand.

    The reference index is refreshed first: Wagtail does so in a task, later.
    """
    ReferenceIndex.create_or_update_for_object(page.specific)
    references = ReferenceIndex.get_references_for_object(page.specific)
    found: list[Any] = []
    for model in MODELS:
        kind = ContentType.objects.get_for_model(model)
        ids = references.filter(to_content_type=kind).values_list("to_object_id", flat=True)
        found += model.objects.filter(pk__in={int(pk) for pk in ids})
    return found


def published_uses(media: Any) -> QuerySet[PublishedUse]:
    """Return by which live, open pages an image or document is public."""
    field = "document" if isinstance(media, Document) else "image"
    return PublishedUse.objects.filter(**{field: media}).select_related("page")


def uses_of(page: Page) -> QuerySet[PublishedUse]:
    """Return what a page made public."""
    return PublishedUse.objects.filter(page_id=page.pk).select_related("image", "document")


def uses_below(page: Page) -> QuerySet[PublishedUse]:
    """Return what a page and the pages below it made public."""
    return PublishedUse.objects.filter(page__path__startswith=page.path).select_related("image", "document")


def uses_of_closed_pages() -> QuerySet[PublishedUse]:
    """Return the uses by pages that are no longer live, or restricted: whoever closed them sent no signal."""
    closed = Q(page__live=False)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        closed |= Q(page__path__startswith=path)
    return PublishedUse.objects.filter(closed).select_related("image", "document")


def pages_with(media: Any) -> QuerySet[Page]:
    """Return the pages, live or not, that refer to an image or document."""
    kind = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(media).filter(base_content_type=kind)
    return Page.objects.filter(pk__in={int(pk) for pk in references.values_list("object_id", flat=True)})


def is_behind_a_door(document: Document) -> bool:
    """Say whether the document's collection asks for a password, a sign-in or a group."""
    return CollectionViewRestriction.objects.filter(
        collection__in=document.collection.get_ancestors(inclusive=True)
    ).exists()


def documents_below(collection: Collection) -> QuerySet[Document]:
    """Return the published documents of a collection and those below it."""
    return Document.objects.filter(is_public=True, collection__in=collection.get_descendants(inclusive=True))


def files_of(media: Iterable[Any]) -> list[str]:
    """Return the names of the files that visitors fetch of images (their renditions) and documents."""
    items = list(media)
    images = [item.pk for item in items if isinstance(item, Image)]
    renditions = Rendition.objects.filter(image__in=images).values_list("file", flat=True) if images else []
    return [*renditions, *(item.file.name for item in items if isinstance(item, Document))]


def public_files_of(media: Iterable[Any]) -> list[str]:
    """Return which of them may lie in the public store: no document behind a collection's door."""
    return files_of(item for item in media if isinstance(item, Image) or not is_behind_a_door(item))


def files_that_are_public() -> set[str]:
    """Return the name of every file that belongs into the public store."""
    names = set(Rendition.objects.filter(image__is_public=True).values_list("file", flat=True))
    doors = CollectionViewRestriction.objects.select_related("collection")
    behind = {item for door in doors for item in door.collection.get_descendants(inclusive=True)}
    documents = Document.objects.filter(is_public=True).exclude(collection__in=behind)
    return names | set(documents.values_list("file", flat=True))


def belongs_into_public(name: str) -> bool:
    """Say whether a published image or document has a file of that name."""
    if Rendition.objects.filter(file=name, image__is_public=True).exists():
        return True
    document = Document.objects.filter(file=name, is_public=True).select_related("collection").first()
    return bool(document and not is_behind_a_door(document))


def no_longer_used() -> list[Any]:
    """Return the public images and documents that no published page uses."""
    return [item for model in MODELS for item in model.objects.filter(is_public=True, published_uses=None)]


def used_but_private() -> list[Any]:
    """Return the images and documents that a published page uses and that are not public."""
    return [
        item
        for model in MODELS
        for item in model.objects.filter(is_public=False, published_uses__isnull=False).distinct()
    ]


def newest_public_images(number: int) -> list[Image]:
    """Return the pictures that were published last, as far as the library knows."""
    return list(Image.objects.filter(is_public=True).order_by("-created_at")[:number])


def newest_public_image() -> Image | None:
    return next(iter(newest_public_images(1)), None)


def newest_public_documents(number: int, *, endings: Iterable[str] = ()) -> list[Document]:
    """Return the public documents that came last: those with one of `endings`, or those to read when none is given."""
    documents = Document.objects.filter(is_public=True).order_by("-created_at")
    found = Q()
    for ending in tuple(endings) or tuple(TYPES):
        found |= Q(file__endswith=f".{ending}")
    return list(documents.filter(found if endings else ~found)[:number])


def newest_public_document(*, endings: Iterable[str] = ()) -> Document | None:
    return next(iter(newest_public_documents(1, endings=endings)), None)
