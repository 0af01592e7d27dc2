"""What a visitor may ask: whatever comes in, it is cut to what a query may be, never refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from .engines.base import Filters
from .registry import facets
from .words import MAX_QUERY_LENGTH, cut_query

if TYPE_CHECKING:
    from django.http import QueryDict

MAX_VALUES = 20
MAX_VALUE_LENGTH = 80
MAX_PAGE = 100_000


class Asked(NamedTuple):
    """A visitor's words, choices and page; `was_cut` says that the words were longer than a query may be."""

    text: str
    filters: Filters
    page: int
    was_cut: bool


def read_asked(parameters: QueryDict) -> Asked:
    """Return what the parameters of an address ask for."""
    given = parameters.get("q", "")
    chosen = {facet.key: _values(parameters.getlist(facet.key)) for facet in facets()}
    return Asked(
        text=cut_query(given),
        filters={key: values for key, values in chosen.items() if values},
        page=_page(parameters.get("page", "")),
        was_cut=len(given.strip()) > MAX_QUERY_LENGTH,
    )


def read_language(parameters: QueryDict) -> str:
    """Return the content language that is asked for, else the source language."""
    code = parameters.get("lang", "")
    return code if code in dict(settings.WAGTAIL_CONTENT_LANGUAGES) else settings.LANGUAGE_CODE


def _values(given: list[str]) -> tuple[str, ...]:
    values = ("".join(sign for sign in value if sign.isprintable()).strip() for value in given[:MAX_VALUES])
    return tuple(dict.fromkeys(value for value in values if 0 < len(value) <= MAX_VALUE_LENGTH))


def _page(given: str) -> int:
    return min(int(given), MAX_PAGE) if given.isdecimal() and len(given) <= 9 and int(given) else 1
