"""The way from the home page to a page, in the visitor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from .translations import address_of, in_language

if TYPE_CHECKING:
    from django.http import HttpRequest

SITE_ROOT_DEPTH = 2


def breadcrumbs_of(page: Page, *, request: HttpRequest | None = None) -> list[dict[str, str]]:
    """Return title and url of each page above `page`, home first. One query."""
    if page.depth is None or page.depth <= SITE_ROOT_DEPTH:
        return []
    above = Page.objects.ancestor_of(page).filter(depth__gte=SITE_ROOT_DEPTH).values("translation_key")
    pages = in_language(Page.objects.live().filter(translation_key__in=above), get_language() or settings.LANGUAGE_CODE)
    return [{"title": item.title, "url": address_of(item, request=request)} for item in pages.order_by("depth")]
