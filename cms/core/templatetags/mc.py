"""Template tags of the design system."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()
ICON_SIZE = 20


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return a lucide icon as inline SVG, hidden from assistive technology: words stand beside it."""
    return mark_safe(  # noqa: S308 -- from the package's own files
        lucide(name, size=ICON_SIZE, **{"aria-hidden": "true", "focusable": "false", "class": "icon"})
    )
