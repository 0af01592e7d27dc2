"""The directory as a visitor asked for it: by country, language and word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.core.frame import language_name
from cms.core.places import Place
from cms.core.translations import address_of, language_codes, own_address, preference

from .drawing import draw_map
from .entries import Entry, read_entries, sorting

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ..pages import CentreIndexPage

COUNTRY, LANGUAGE, WORD = "country", "language", "q"
LONGEST_WORD = 60


@dataclass(frozen=True)
class Country:
    """The centres of one country."""

    code: str
    name: str
    entries: list[Entry]


@dataclass(frozen=True)
class Directory:
    """Finished values for the page; `total` counts what is shown, `total_countries` its countries."""

    countries: list[Country]
    total: int
    asked: dict[str, str]
    country_choices: list[tuple[str, str]]
    language_choices: list[tuple[str, str]]
    map: SafeString | str
    has_centres: bool

    @property
    def country(self) -> str:
        return self.asked.get(COUNTRY, "")

    @property
    def language(self) -> str:
        return self.asked.get(LANGUAGE, "")

    @property
    def word(self) -> str:
        return self.asked.get(WORD, "")

    @property
    def total_countries(self) -> int:
        return len(self.countries)

    @property
    def entries(self) -> list[Entry]:
        return [entry for country in self.countries for entry in country.entries]


def shown_directory(request: HttpRequest, page: CentreIndexPage) -> Directory:
    """Return what the address asks for, and tell the frame and the page store about it."""
    language = get_language() or settings.LANGUAGE_CODE
    entries = read_entries(request, language)
    country_choices = list({entry.country: entry.country_name for entry in entries}.items())
    codes = sorted({code for entry in entries for code in entry.codes}, key=lambda code: sorting(language_name(code)))
    language_choices = [(code, language_name(code)) for code in codes]
    asked = _asked(request, dict(country_choices), dict(language_choices))
    found = list(narrowed(entries, asked))
    request.asks_unknown = _is_endless(request, asked)  # type: ignore[attr-defined] -- read by the page store
    if page.pk and asked:
        request.shown_place = _place(page, request, asked)  # type: ignore[attr-defined] -- read by the frame
    return Directory(
        countries=by_country(found),
        total=len(found),
        asked=asked,
        country_choices=country_choices,
        language_choices=language_choices,
        map=draw_map(found),
        has_centres=bool(entries),
    )


def _asked(request: HttpRequest, countries: dict[str, str], languages: dict[str, str]) -> dict[str, str]:
    """Return what was asked for and understood."""
    given = {COUNTRY: request.GET.get(COUNTRY, "").upper(), LANGUAGE: request.GET.get(LANGUAGE, "")}
    known = {COUNTRY: countries, LANGUAGE: languages}
    asked = {name: value for name, value in given.items() if value in known[name]}
    word = " ".join(request.GET.get(WORD, "").replace("\0", " ").split())[:LONGEST_WORD]
    return {**asked, **({WORD: word} if word else {})}


def _is_endless(request: HttpRequest, asked: dict[str, str]) -> bool:
    """Say whether the address is one of endlessly many: it holds a word, or what was not understood."""
    given = {name: value for name, value in request.GET.items() if value}
    return WORD in asked or given != {name: asked[name] for name in asked}


def narrowed(entries: Iterable[Entry], asked: dict[str, str]) -> Iterable[Entry]:
    """Yield the entries that fit; a word is looked for in names, places and countries, without accents."""
    words = sorting(asked.get(WORD, "")).split()
    for entry in entries:
        text = sorting(" ".join((entry.name, entry.place, entry.country_name, entry.address, entry.summary)))
        if (
            asked.get(COUNTRY, entry.country) == entry.country
            and (LANGUAGE not in asked or asked[LANGUAGE] in entry.codes)
            and all(word in text for word in words)
        ):
            yield entry


def by_country(entries: Iterable[Entry]) -> list[Country]:
    """Return the countries in the order of the entries."""
    groups = groupby(entries, key=lambda entry: (entry.country, entry.country_name))
    return [Country(code, name, list(group)) for (code, name), group in groups]


def _place(page: CentreIndexPage, request: HttpRequest, asked: dict[str, Any]) -> Place:
    """Return what the frame says of a narrowed list: it keeps the choice in every language, and is not for machines."""
    own = page.live_translations
    texts = {code: next((own[item] for item in preference(code) if item in own), page) for code in language_codes()}
    return Place(
        language=page.language,
        addresses={code: f"{address_of(text, code, request)}?{urlencode(asked)}" for code, text in texts.items()},
        own=frozenset(own),
        canonical=own_address(page, request),
        is_listed=False,
    )
