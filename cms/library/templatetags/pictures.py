"""The tags that show pictures: they read renditions and never make one for a visitor."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import SourceImageIOError

from cms.core import pictures

register = template.Library()
# Where styles crop a picture further, they keep the point that matters in view: to the nearest quarter.
QUARTER = 25
MIDDLE = 50


@register.simple_tag(takes_context=True)
def show_picture(context: Any, image: Any, use: str, alt: str | None = None, first: bool = False) -> SafeString | str:
    """Return `image` as the use named needs it, "" where no size of it is ready.

    `alt` is by default what the block of the picture says. `first` is for the picture that visitors meet first: it
    is fetched at once, all others when they come near.
    """
    if not image:
        return ""
    wanted = pictures.use_named(use)
    found = pictures.found_renditions(image, wanted)
    shown = _one_of(context, image, found, wanted)
    if not shown:
        return ""
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, _srcset(found[kind]), wanted.sizes) for kind in ("avif", "webp") if kind in found),
    )
    attributes = {
        "src": shown.url,
        "width": shown.width,
        "height": shown.height,
        "alt": _alternative(image) if alt is None else alt,
        **({"fetchpriority": "high"} if first else {"loading": "lazy"}),
        "decoding": "async",
        **_focus(shown),
    }
    return format_html("<picture>{}<img{}></picture>", sources, flatatt(attributes))


@register.simple_tag(takes_context=True)
def picture_address(context: Any, image: Any, use: str) -> str:
    """Return the address of one size of `image`, for what takes an address only; "" where none is ready."""
    if not image:
        return ""
    wanted = pictures.use_named(use)
    shown = _one_of(context, image, pictures.found_renditions(image, wanted), wanted)
    return shown.url if shown else ""


def _one_of(context: Any, image: Any, found: dict[str, list[Any]], use: pictures.Use) -> Any:
    """Return what browsers without AVIF and WebP get; while there is no JPEG, the narrowest of another format."""
    own = next((found[kind][0] for kind in reversed(use.kinds) if kind in found), None)
    return own or pictures.first_rendition(image) or _made_for_preview(context, image)


def _srcset(renditions: list[Any]) -> str:
    return ", ".join(f"{item.url} {item.width}w" for item in renditions)


def _alternative(image: Any) -> str:
    return "" if image.decorative else image.contextual_alt_text or ""


def _focus(rendition: Any) -> dict[str, str]:
    point = rendition.focal_point
    if not point:
        return {}
    parts = (("x", point.centroid_x / rendition.width), ("y", point.centroid_y / rendition.height))
    rounded = [(axis, round(min(1, max(0, part)) * 100 / QUARTER) * QUARTER) for axis, part in parts]
    names = [f"focus-{axis}-{part}" for axis, part in rounded if part != MIDDLE]
    return {"class": " ".join(names)} if names else {}


def _made_for_preview(context: Any, image: Any) -> Any:
    """Make the first size for the editor who looks at a draft before the task came round to it."""
    if not getattr(context.get("request"), "is_preview", False):
        return None
    try:
        return image.get_rendition(pictures.FIRST_SIZE)
    except SourceImageIOError:
        return None
