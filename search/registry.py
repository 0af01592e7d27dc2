"""What can be searched: kinds of pages and facets, declared here and filled by the apps above in `AppConfig.ready()`.

Search knows no page type. A page whose class belongs to no registered kind is never found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Document:
    """What search keeps of one page; texts are plain, `facets` holds stable keys that no language changes."""

    page_id: int
    language: str
    kind: str
    title: str
    summary: str = ""
    body: str = ""
    date: date | None = None
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def year(self) -> str:
        return str(self.date.year) if self.date else ""


@dataclass(frozen=True)
class Kind:
    """Pages of the class `model`; `document` makes what search keeps, `label` (lazy) names the kind to a visitor."""

    key: str
    label: Any
    model: type[Any]
    document: Callable[[Any], Document]


@dataclass(frozen=True)
class Facet:
    """A way to narrow what was found, asked for as `?key=value`.

    `values` gives a page's values, or, when None, the document's attribute called `key` is the value. `label_for`
    names a value to a visitor of a language, "" hides it; it is called for each value, so it must not query each
    time. `newest_first` orders by value downwards instead of by count.
    """

    key: str
    label: Any
    values: Callable[[Any], Iterable[str]] | None
    label_for: Callable[[str, str], str]
    newest_first: bool = False


# Says, by the path of a found page in the tree, which part of the site it is of, "" for the site itself.
Origin = Callable[[str], str]

_kinds: dict[str, Kind] = {}
_origins: list[Origin] = []
_facets: dict[str, Facet] = {}
RESERVED = frozenset({"q", "page", "lang"})


def register_kind(kind: Kind) -> None:
    """Let pages of a class be found.

    Raises ImproperlyConfigured when another class has the key already.
    """
    known = _kinds.get(kind.key)
    if known and known.model is not kind.model:
        raise ImproperlyConfigured(f"the kind {kind.key!r} is registered twice")
    _kinds[kind.key] = kind


def register_facet(facet: Facet) -> None:
    """Let visitors narrow by a facet; a later registration of the same key replaces the former.

    Raises ImproperlyConfigured for a key that the results page uses itself.
    """
    if facet.key in RESERVED:
        raise ImproperlyConfigured(f"a facet cannot be called {facet.key!r}")
    _facets[facet.key] = facet


def unregister_facet(key: str) -> None:
    _facets.pop(key, None)


def kinds() -> list[Kind]:
    """Return every kind in the order of registration."""
    return list(_kinds.values())


def kind_of(page: Any) -> Kind | None:
    """Return the kind of a specific page: the one registered for the nearest of its classes."""
    for model in type(page).__mro__:
        for kind in _kinds.values():
            if kind.model is model:
                return kind
    return None


def kind_label(key: str) -> str:
    """Return a kind's name in the active language, "" when it is registered no more."""
    return str(_kinds[key].label) if key in _kinds else ""


def register_origin(find: Origin) -> None:
    """Name a part of the site beside what is found in it; asked for each result, so it must not query each time."""
    if find not in _origins:
        _origins.append(find)


def origin_of(url_path: str) -> str:
    """Return the name of the part of the site in which a page stands, "" for the site itself."""
    return next((name for find in _origins if (name := find(url_path))), "")


def facets() -> list[Facet]:
    """Return every facet in the order of registration."""
    return list(_facets.values())


def facet_values(page: Any, document: Document) -> dict[str, tuple[str, ...]]:
    """Return the values of a page for every facet, without empty ones."""
    found: dict[str, tuple[str, ...]] = {}
    for facet in _facets.values():
        values = facet.values(page) if facet.values else [getattr(document, facet.key)]
        found[facet.key] = tuple(sorted({str(value) for value in values if value}))
    return {key: values for key, values in found.items() if values}
