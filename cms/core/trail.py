"""The way from the home page to a page, in the visitor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language

from .translations import address_of, preference

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

    from .pages import BasePage

SITE_ROOT_DEPTH = 2


def breadcrumbs_of(page: BasePage, *, request: HttpRequest | None = None) -> list[dict[str, str]]:
    """Return title and url of each page above `page`, home first, one text of each."""
    if page.depth is None or page.depth <= SITE_ROOT_DEPTH:
        return []
    order = preference(get_language() or settings.LANGUAGE_CODE)
    best: dict[object, Page] = {}
    for item in sorted(page.family, key=lambda item: order.index(item.locale.language_code)):
        if item.depth < page.depth:
            best.setdefault(item.translation_key, item)
    above = sorted(best.values(), key=lambda item: item.depth)
    return [{"title": item.title, "url": address_of(item, request=request)} for item in above]
