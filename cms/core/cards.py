"""A card: what a listing shows of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from wagtail.images import get_image_model

from .pictures import load_renditions
from .translations import address_of, direction

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .pages import BasePage


@dataclass(frozen=True)
class Card:
    """Finished values for `components/card.html`."""

    title: str
    url: str
    summary: str = ""
    picture: Any = None
    picture_alt: str = ""
    date: date | None = None
    label: str = ""
    language: str = ""
    direction: str = "ltr"
    is_foreign: bool = False


def card_for(page: BasePage, *, request: HttpRequest | None = None, label: str = "") -> Card:
    """Return the card of a page; `page.locale` and `page.picture` should be selected already."""
    language = page.locale.language_code
    return Card(
        title=page.title,
        url=address_of(page, request=request),
        summary=page.summary,
        picture=page.picture,
        picture_alt=page.alternative_text,
        date=getattr(page, "date", None),
        label=label,
        language=language,
        direction=direction(language),
        is_foreign=language != get_language(),
    )


def cards_for(pages: Iterable[BasePage], *, request: HttpRequest | None = None) -> list[Card]:
    """Return the cards of `pages` in their order."""
    return [card_for(page, request=request) for page in pages]


def load_pictures(pages: list[Any]) -> list[Any]:
    """Give `pages` their pictures and the pictures' card renditions in two queries, one where pictures were joined."""
    ids = {page.picture_id for page in pages if page.picture_id}
    pictures = {page.picture_id: page.picture for page in pages if page._meta.get_field("picture").is_cached(page)}
    if ids - pictures.keys():
        pictures |= get_image_model().objects.in_bulk(ids - pictures.keys())
    pictures.pop(None, None)
    load_renditions(pictures.values(), "card", "row")
    for page in pages:
        page.picture = pictures.get(page.picture_id)
    return pages
