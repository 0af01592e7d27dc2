"""Where a piece of news was first published, when it is a copy: told by whoever makes copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.core.places import Place
from cms.core.translations import address_of, language_codes, preference

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .pages import NewsPage


@dataclass(frozen=True)
class Origin:
    """Who published first, and where it is read, "" when nowhere any more; machines keep that address if `is_same`."""

    name: str
    url: str
    is_same: bool


_finders: list[Callable[[Any, Any], Origin | None]] = []


def register_finder(find: Callable[[HttpRequest, NewsPage], Origin | None]) -> None:
    """Ask `find(request, page)` where a piece of news comes from."""
    if find not in _finders:
        _finders.append(find)


def origin_of(request: HttpRequest, page: NewsPage) -> Origin | None:
    """Return where `page` comes from, None for what is first published here; tell the frame which address to keep."""
    if not page.pk:
        return None
    origin = next((found for find in _finders if (found := find(request, page))), None)
    if origin and origin.url and origin.is_same:
        request.shown_place = _place(page, request, origin)  # type: ignore[attr-defined] -- read by the frame
    return origin


def _place(page: NewsPage, request: HttpRequest, origin: Origin) -> Place:
    own = page.live_translations
    texts = {code: next((own[item] for item in preference(code) if item in own), page) for code in language_codes()}
    return Place(
        language=page.language,
        addresses={code: address_of(text, code, request) for code, text in texts.items()},
        own=frozenset(own),
        canonical=origin.url,
    )
