"""Template tags of the design system."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()
ICON_SIZE = 20
# Icons that point along the line of reading: they turn round in right-to-left languages.
TURNING = ("arrow-left", "arrow-right", "chevron-left", "chevron-right")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return a lucide icon as inline SVG, hidden from assistive technology: words stand beside it."""
    classes = "icon icon--turns" if name in TURNING else "icon"
    drawing = lucide(name, size=ICON_SIZE, **{"aria-hidden": "true", "focusable": "false", "class": classes})
    return mark_safe("".join(line.strip() for line in drawing.splitlines()))  # noqa: S308 -- from the package's own files
