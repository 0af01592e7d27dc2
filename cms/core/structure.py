"""The site's skeleton for one host and language: site, home pages, restricted parts, menus.

It is computed once for a version of the site (see `page_store`) and read from the shared cache by every request after,
in one round trip. Apps above add named parts.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site

from . import page_store

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Root:
    """The home page of one language."""

    language: str
    path: str
    depth: int
    url_path: str


@dataclass(frozen=True)
class Structure:
    """What every page of a site needs to know; `parts` holds what apps registered."""

    site: Site
    language: str
    roots: tuple[Root, ...]
    restricted: tuple[str, ...]
    parts: dict[str, Any] = field(default_factory=dict)

    def is_restricted(self, page: Page) -> bool:
        return page.path.startswith(self.restricted) if self.restricted else False


Part = Callable[[HttpRequest, Structure], Any]
_parts: dict[str, Part] = {}
_current: ContextVar[Structure | None] = ContextVar("structure", default=None)


def register_part(name: str, compute: Part) -> None:
    """Keep what `compute(request, structure)` returns (it is pickled) in `structure.parts[name]`."""
    _parts[name] = compute


def structure_of(request: HttpRequest) -> Structure | None:
    """Return the structure for the request's host and the active language, None when no site answers there."""
    known: Structure | None = getattr(request, "_structure", None)
    language = get_language() or settings.LANGUAGE_CODE
    if known is None or known.language != language:
        known = _kept(request, language)
        request._structure = known  # type: ignore[attr-defined]
    if known is not None:
        request._wagtail_site = known.site  # type: ignore[attr-defined]
    _current.set(known)
    return known


def _kept(request: HttpRequest, language: str) -> Structure | None:
    key = f"structure:{request.scheme}:{request.get_host()}:{language}"
    return page_store.remember(key, lambda: _make(request, language))


def _make(request: HttpRequest, language: str) -> Structure | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    homes = Page.objects.filter(translation_key=site.root_page.translation_key).select_related("locale")
    roots = tuple(Root(home.locale.language_code, home.path, home.depth, home.url_path) for home in homes)
    restricted = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    structure = Structure(site, language, roots, restricted)
    _current.set(structure)
    structure.parts.update({name: compute(request, structure) for name, compute in _parts.items()})
    return structure


def open_to_all(pages: QuerySet[P]) -> QuerySet[P]:
    """Leave out what a restriction keeps from some visitors; within a request no query is made."""
    structure = _current.get()
    if structure is None:
        return pages.public()
    condition = Q()
    for path in structure.restricted:
        condition |= Q(path__startswith=path)
    return pages.exclude(condition) if structure.restricted else pages


def is_known_open(page: Page) -> bool:
    """Say whether the request's structure shows that nobody is kept from the page."""
    structure = _current.get()
    return structure is not None and not structure.is_restricted(page)


def _forget(**kwargs: Any) -> None:
    _current.set(None)


for _signal in (request_started, request_finished):
    _signal.connect(_forget, dispatch_uid="core.structure.forget")
