"""Which pages use which files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from cms.core import pictures
from cms.core.inclusions import included_bodies
from cms.core.pages import BasePage

from .media_kinds import TYPES
from .models import Document, Image, PublishedUse, Rendition

MODELS = (Image, Document)
# Of pictures that a page refers to without placing them itself: in its links, its people, its reused content.
ELSEWHERE = ("card", "portrait", "text")
BATCH = 500


def is_open(page: Page) -> bool:
    """Say whether everybody may read the page."""
    return bool(page.live and not page.get_view_restrictions().exists())


def media_of(page: Page) -> list[Any]:
    """Return the images and documents that a page's fields and body refer to as they stand, and those of its snippets.

    What the page shows of others (reusable content) counts, in every language. The reference index is refreshed first:
    Wagtail does so in a task, later.
    """
    shown = page.specific
    ends = _ends_of(shown) | _ends_of_inclusions(shown)
    for model in get_snippet_models():
        for snippet in _at(ends, model):
            if getattr(snippet, "live", True):
                ends |= _ends_of(snippet)
    ends |= {(ContentType.objects.get_for_model(item).pk, str(item.pk)) for item in getattr(shown, "media_beside", ())}
    return [item for model in MODELS for item in _at(ends, model)]


def _ends_of(item: Any) -> set[tuple[int, str]]:
    """Return (content type, id) of everything that an object refers to."""
    ReferenceIndex.create_or_update_for_object(item)
    return set(ReferenceIndex.get_references_for_object(item).values_list("to_content_type_id", "to_object_id"))


def _ends_of_inclusions(page: Page) -> set[tuple[int, str]]:
    """Return (content type, id) of what the published bodies refer to that a page shows inside its own."""
    return {
        (ContentType.objects.get_for_model(model).pk, str(pk))
        for body in included_bodies(page)
        for model, pk, _model_path, _path in body.stream_block.extract_references(body)
    }


def _at(ends: set[tuple[int, str]], model: type[Any]) -> list[Any]:
    """Return the objects of a model among the ends of references."""
    kind = ContentType.objects.get_for_model(model).pk
    ids = {pk for content_type, pk in ends if content_type == kind}
    return list(model._default_manager.filter(pk__in=ids)) if ids else []


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


def uses_on(page: Page) -> dict[int, str]:
    """Return by image how a page shows it: the names of the uses, in order, separated by spaces."""
    specific, names = page.specific, defaultdict(set)
    for placed in specific.placed_pictures() if isinstance(specific, BasePage) else ():
        names[placed.image.pk].add(placed.use)
    return {pk: " ".join(sorted(found)) for pk, found in names.items()}


def pages_of_unknown_uses() -> QuerySet[Page]:
    """Return the pages whose pictures were published before it was written down how pages show them."""
    return Page.objects.filter(pk__in=PublishedUse.objects.filter(image__isnull=False, shown_as="").values("page"))


def missing_specs(image: Image) -> list[str]:
    """Return which renditions of an image are still to be made, the quickest first."""
    return _missing([image]).get(image, [])


def unprepared(ids: Iterable[int] | None = None) -> list[Image]:
    """Return the images, of all or of those named, that lack a rendition for a published use. Two queries a batch."""
    listed = sorted(set(Image.objects.values_list("pk", flat=True) if ids is None else ids))
    found: list[Image] = []
    for place in range(0, len(listed), BATCH):
        found += _missing(Image.objects.filter(pk__in=listed[place : place + BATCH]))
    return found


def _missing(images: Iterable[Image]) -> dict[Image, list[str]]:
    lacking = {image: [spec for spec, is_made in specs.items() if not is_made] for image, specs in _specs(images)}
    return {image: specs for image, specs in lacking.items() if specs}


def _specs(images: Iterable[Image], names: dict[int, set[str]] | None = None) -> list[tuple[Image, dict[str, bool]]]:
    """Return with each image what it needs for its uses, and whether that exists around its present focal point."""
    listed = list(images)
    if names is None:
        names = defaultdict(set)
        for pk, shown_as in PublishedUse.objects.filter(image__in=listed).values_list("image", "shown_as"):
            names[pk].update(shown_as.split())
    made = set(
        Rendition.objects.filter(image__in=listed).values_list("image", "filter_spec", "focal_point_key").iterator()
    )
    return [
        (
            image,
            {
                spec: (image.pk, spec, Filter(spec=spec).get_cache_key(image)) in made
                for spec in pictures.wanted_specs(image, names.get(image.pk, ()))
            },
        )
        for image in listed
    ]


@dataclass(frozen=True)
class Progress:
    """How many sizes of a page's pictures visitors can have, of how many."""

    ready: int
    wanted: int

    @property
    def is_complete(self) -> bool:
        return self.ready >= self.wanted


def progress_of(page: Page) -> Progress:
    """Return how far the pictures of a published page are."""
    uses = PublishedUse.objects.filter(page_id=page.pk).select_related("image")
    images = {use.image: set(use.shown_as.split()) for use in uses if use.image}
    specs = [made for _image, made in _specs(images, {image.pk: names for image, names in images.items()})]
    return Progress(sum(sum(made.values()) for made in specs), sum(map(len, specs)))


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


def upload_collection(user: Any) -> Collection | None:
    """Return where a picture goes that is dropped without a choice: the highest collection that takes `user`'s.

    None is somebody who sees all.
    """
    if user is None:
        return Collection.get_first_root_node()
    found = policy_registry.get_by_type(get_image_model()).collections_user_has_permission_for(user, "add")
    return found.order_by("path").first()
