"""What the directory says of each centre that visitors find, in their language. Two queries, whatever the number."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext
from django_countries import countries

from cms.core import page_store
from cms.core.frame import language_name
from cms.core.structure import open_to_all, structure_of
from cms.core.translations import address_of, direction, own_texts, preference

from ..enums import OPEN_STATES, CentreState
from ..models import CentreLanguage, CentrePage

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class Entry:
    """One centre: `language` is that of its name, "" when it is the visitor's; `codes` are those it works in."""

    slug: str
    name: str
    language: str
    direction: str
    url: str
    place: str
    country: str
    country_name: str
    codes: tuple[str, ...]
    is_dormant: bool
    position: tuple[float, float] | None
    phone: str
    email: str
    address: str
    summary: str

    @property
    def anchor(self) -> str:
        return f"c-{self.slug}"

    @property
    def language_names(self) -> list[str]:
        return [language_name(code) for code in self.codes]

    @property
    def state(self) -> str:
        """The state in words, where it is not the usual one."""
        return pgettext("a centre in the directory", "resting: it takes no applications now") if self.is_dormant else ""


def sorting(text: str) -> str:
    """Return what orders names as readers do: accents and capitals count for nothing."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def read_entries(request: HttpRequest, language: str) -> list[Entry]:
    """Return every centre that visitors find, by country and name. Kept under the site's version."""
    structure_of(request)
    key = f"centres:entries:{request.get_host()}:{language}"
    return page_store.remember(key, lambda: make_entries(request, language))


def make_entries(request: HttpRequest, language: str) -> list[Entry]:
    """Read the entries from the database. Two queries."""
    pages = own_texts(open_to_all(CentrePage.objects.live())).filter(centre__state__in=OPEN_STATES)
    order = preference(language)
    best: dict[int, CentrePage] = {}
    ranked = sorted(
        pages.select_related("centre", "locale").defer("body"),
        key=lambda page: order.index(page.locale.language_code),
    )
    for page in ranked:
        best.setdefault(page.centre_id, page)
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for centre_id, code in CentreLanguage.objects.values_list("centre_id", "code"):
        codes[centre_id].append(code)
    names = dict(countries)
    made = [_entry(page, language, tuple(codes[page.centre_id]), names, request) for page in best.values()]
    return sorted(made, key=lambda entry: (sorting(entry.country_name), sorting(entry.name), entry.slug))


def _entry(page: CentrePage, language: str, codes: tuple[str, ...], names: dict[Any, Any], request: Any) -> Entry:
    centre, own = page.centre, page.locale.language_code
    has_position = centre.latitude is not None and centre.longitude is not None
    return Entry(
        slug=centre.slug,
        name=page.title,
        language="" if own == language else own,
        direction=direction(own),
        url=address_of(page, language, request),
        place=centre.place,
        country=centre.country.code,
        country_name=str(names.get(centre.country.code, centre.country.code)),
        codes=codes,
        is_dormant=centre.state == CentreState.DORMANT,
        position=(float(centre.latitude), float(centre.longitude)) if has_position else None,
        phone=centre.phone,
        email=centre.email,
        address=", ".join(centre.address_lines),
        summary=page.summary,
    )
