"""The uses of pictures: which sizes each place of a page needs, named here and nowhere else.

Whoever renders a page only reads the renditions that exist: a task of `cms.library` makes them when a page is
published, for the uses that the page's `placed_pictures` name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import Filter

KINDS = ("avif", "webp", "jpeg")
# The next width is worth making when the original is that much wider than the last one that fits.
WORTH = 1.2
# Made of every picture when it is uploaded: what previews show, and pages until their own sizes are ready.
FIRST_SIZE = "width-800|format-jpeg"


@dataclass(frozen=True)
class Use:
    """A place where pictures are shown.

    `widths` in pixels, smallest first; `sizes` is what the browser chooses by; `ratio` (width, height) crops around
    the focal point.
    """

    name: str
    widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None
    kinds: tuple[str, ...] = KINDS

    def spec(self, width: int, kind: str) -> str:
        """Return Wagtail's filter for one size in one format."""
        if not self.ratio:
            return f"width-{width}|format-{kind}"
        return f"fill-{width}x{round(width * self.ratio[1] / self.ratio[0])}|format-{kind}"

    @property
    def specs(self) -> set[str]:
        """Every filter this use may read."""
        return {self.spec(width, kind) for kind in self.kinds for width in self.widths}

    def widths_for(self, image: Any) -> tuple[int, ...]:
        """Return the widths that the original can fill; Wagtail never enlarges."""
        available = min(image.width, image.height * self.ratio[0] / self.ratio[1]) if self.ratio else image.width
        fitting = sum(width <= available for width in self.widths)
        if not fitting or available > self.widths[fitting - 1] * WORTH:
            fitting += 1
        return self.widths[:fitting]

    def wanted(self, image: Any) -> list[str]:
        """Return the filters to make of `image`, the quickest first: one JPEG for old browsers, then all widths."""
        widths = self.widths_for(image)
        found = [self.spec(widths[-2:][0], "jpeg")] if "jpeg" in self.kinds else []
        found += [self.spec(width, kind) for kind in ("webp", "avif") if kind in self.kinds for width in widths]
        return found


_uses: dict[str, Use] = {}
# The use of the pictures in a block of that name, whatever lies between; others are shown as `text`.
_block_uses: dict[str, str] = {}


def register_use(use: Use, *, blocks: Iterable[str] = ()) -> None:
    """Add a use, and say which blocks show their pictures so.

    Raises ImproperlyConfigured when the name has another meaning already.
    """
    if _uses.setdefault(use.name, use) != use:
        raise ImproperlyConfigured(f"the use {use.name!r} of pictures is registered twice")
    _block_uses.update(dict.fromkeys(blocks, use.name))


def uses() -> list[Use]:
    return list(_uses.values())


def use_named(name: str) -> Use:
    return _uses[name]


def wanted_specs(image: Any, names: Iterable[str]) -> list[str]:
    """Return, quickest first, what to make of `image` for these uses; names that nobody registers any more are left."""
    found = [FIRST_SIZE]
    for name in sorted(names):
        found += _uses[name].wanted(image) if name in _uses else []
    return sorted(dict.fromkeys(found), key=lambda spec: KINDS[::-1].index(spec.rpartition("-")[2]))


@dataclass(frozen=True)
class PlacedPicture:
    """A picture where a page shows it."""

    image: Any
    use: str


def pictures_in(block: Any, value: Any, *, use: str = "text") -> Iterator[PlacedPicture]:
    """Yield the pictures in the value of a block, however deep."""
    if isinstance(block, ImageBlock | ImageChooserBlock):
        if value:
            yield PlacedPicture(value, use)
    elif isinstance(block, blocks.StreamBlock):
        for child in value or ():
            inner = _block_uses.get(child.block_type, use)
            yield from pictures_in(child.block, child.value, use=inner)
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            yield from pictures_in(block.child_block, item, use=use)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from pictures_in(child, value.get(name) if value else None, use=use)


def load_renditions(images: Iterable[Any], *names: str) -> None:
    """Give images their existing renditions, of the uses named or of all, in one query whatever their number."""
    listed = [image for image in images if image]
    if not listed:
        return
    specs = {spec for name in names for spec in _uses[name].specs} | {FIRST_SIZE}
    renditions = get_image_model().get_rendition_model().objects.filter(image__in={image.pk for image in listed})
    by_image: defaultdict[int, list[Any]] = defaultdict(list)
    for rendition in renditions.filter(filter_spec__in=specs) if names else renditions:
        by_image[rendition.image_id].append(rendition)
    for image in listed:
        image.loaded_renditions = by_image[image.pk]
        for rendition in image.loaded_renditions:
            rendition.image = image


def found_renditions(image: Any, use: Use) -> dict[str, list[Any]]:
    """Return the existing renditions of a use by format, narrowest first; those around a former focal point as a last
    resort. One query where nobody loaded them."""
    if not hasattr(image, "loaded_renditions"):
        load_renditions([image])
    found: dict[str, dict[int, Any]] = {}
    key = Filter(spec=use.spec(use.widths[0], "jpeg")).get_cache_key(image)
    specs = use.specs
    of_use = [item for item in image.loaded_renditions if item.filter_spec in specs]
    for rendition in sorted(of_use, key=lambda item: item.focal_point_key != key):
        kind = rendition.filter_spec.rpartition("-")[2]
        found.setdefault(kind, {}).setdefault(rendition.width, rendition)
    return {kind: [found[kind][width] for width in sorted(found[kind])] for kind in KINDS if kind in found}


def first_rendition(image: Any) -> Any:
    """Return the one made at the upload, if it is there."""
    return next((item for item in image.loaded_renditions if item.filter_spec == FIRST_SIZE), None)


CARD_SIZES = "(min-width: 60rem) 22rem, (min-width: 40rem) 44vw, 92vw"

register_use(Use("hero", (360, 640, 960), "(min-width: 48rem) 27rem, (min-width: 27rem) 22rem, 80vw", (4, 5)))
register_use(Use("stone", (280, 560), "(min-width: 44rem) 16rem, (min-width: 22rem) 15rem, 70vw", (4, 5)))
register_use(Use("portrait", (120, 240, 360), "7.5rem", (5, 6)), blocks=["people", "contact"])
register_use(Use("lead", (480, 800, 1280), "(min-width: 76rem) 72rem, 94vw", (2, 1)))
register_use(Use("text", (480, 800, 1280), "(min-width: 60rem) 44rem, 94vw"), blocks=["picture"])
register_use(Use("wide", (480, 800, 1280), "(min-width: 76rem) 70rem, 94vw"))
register_use(Use("film", (480, 800, 1280), "(min-width: 60rem) 44rem, 94vw"), blocks=["embed"])
register_use(Use("poster", (1280,), "", (16, 9), ("jpeg",)), blocks=["video"])
register_use(Use("card", (400, 800), CARD_SIZES, (4, 3)), blocks=["cards"])
register_use(Use("row", (200, 400, 800), "(min-width: 40rem) 8rem, 92vw", (4, 3)))
register_use(Use("gallery", (400, 800), "(min-width: 60rem) 22rem, 46vw", (4, 3)), blocks=["gallery"])
register_use(Use("social", (1200,), "", (1200, 630), ("jpeg",)))
