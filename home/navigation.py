"""The menus that every page shows: a part of the site's structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from cms.core.structure import Structure, register_part, structure_of
from cms.core.translations import address_of

from .queries import navigation_pages

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

PART = "navigation"


def compute(request: HttpRequest, structure: Structure) -> dict[str, list[dict[str, str]]]:
    """Return the entries of the main menu and of the footer."""
    pages = navigation_pages(structure, language=structure.language)
    top = structure.roots[0].depth + 1 if structure.roots else 0
    return {
        "main": [_entry(page, request, structure) for page in pages if page.depth == top],
        "footer": [_entry(page, request, structure) for page in pages if page.depth != top],
    }


def _entry(page: Page, request: HttpRequest, structure: Structure) -> dict[str, str]:
    language = page.locale.language_code
    return {
        "title": page.title,
        "url": address_of(page, structure.language, request),
        "language": "" if language == structure.language else language,
    }


class Navigation:
    """`navigation.main` and `navigation.footer` in templates."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def main(self) -> list[dict[str, Any]]:
        return self._entries("main")

    @cached_property
    def footer(self) -> list[dict[str, Any]]:
        return self._entries("footer")

    def _entries(self, place: str) -> list[dict[str, Any]]:
        structure = structure_of(self.request)
        entries = structure.parts[PART][place] if structure else []
        return [{**entry, "is_current": self.request.path.startswith(entry["url"])} for entry in entries]


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """Context processor: `navigation` in every template."""
    return {"navigation": Navigation(request)}


register_part(PART, compute)
