"""The menus that every page shows, computed on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from wagtail.models import Site

from cms.core.translations import address_of

from .queries import active_language, footer_of, menu_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page


class Navigation:
    """`navigation.main` and `navigation.footer` in templates."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def main(self) -> list[dict[str, Any]]:
        return self._entries(menu_of)

    @cached_property
    def footer(self) -> list[dict[str, Any]]:
        return self._entries(footer_of)

    def _entries(self, read: Any) -> list[dict[str, Any]]:
        site = Site.find_for_request(self.request)
        return [self._entry(page) for page in read(site)] if site else []

    def _entry(self, page: Page) -> dict[str, Any]:
        url = address_of(page, request=self.request)
        language = page.locale.language_code
        return {
            "title": page.title,
            "url": url,
            "is_current": self.request.path.startswith(url),
            "language": "" if language == active_language() else language,
        }


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """Context processor: `navigation` in every template."""
    return {"navigation": Navigation(request)}
