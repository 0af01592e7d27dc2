"""What every page of a microsite shows around itself: name, colour, menu, address, hours; kept under the version.

`microsite` in templates; nothing is read until a template asks, and nothing at all outside the microsites.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Page

from cms.core import page_store
from cms.core.links import Link
from cms.core.pictures import Use, load_renditions, register_use
from cms.core.structure import Structure, open_to_all, register_part, structure_of
from cms.core.translations import NATIVE_NAMES, address_of, direction, own_texts, preference

from .models import Centre, CentreIndexPage, CentrePage
from .opening.hours import WeekLine, week_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

PART = "directories"
# Root, home page, directory, microsite.
MICROSITE_DEPTH = 4
PATH_LENGTH = MICROSITE_DEPTH * Page.steplen
register_use(Use("logo", (96, 192), "6rem", None, ("webp", "jpeg")))


@dataclass(frozen=True)
class Surroundings:
    """A microsite for visitors of one language; `language` is that of its own words, "" when it is theirs."""

    centre: Centre
    name: str
    url: str
    language: str
    direction: str
    hours: str
    menu: tuple[Link, ...]
    languages: tuple[tuple[str, str, str], ...]
    week: tuple[WeekLine, ...]


def directory_paths(request: HttpRequest, structure: Structure) -> tuple[str, ...]:
    """Return the tree's paths of the directories: a part of the structure."""
    return tuple(CentreIndexPage.objects.values_list("path", flat=True))


def microsite_path(request: HttpRequest, page: Any) -> str:
    """Return the tree's path of the microsite in which a page stands, "" outside the microsites."""
    structure = structure_of(request)
    directories: tuple[str, ...] = structure.parts.get(PART, ()) if structure else ()
    path = getattr(page, "path", None) or ""
    return path[:PATH_LENGTH] if len(path) >= PATH_LENGTH and path.startswith(directories or ("-",)) else ""


def surroundings_of(request: HttpRequest, page: Any) -> Surroundings | None:
    """Return what stands around `page`, None outside the microsites. One round trip, else four queries."""
    path = microsite_path(request, page)
    structure = structure_of(request) if path else None
    if structure is None:
        return None
    language = structure.language
    key = f"microsite:{request.get_host()}:{path}:{language}"
    return page_store.remember(key, lambda: make_surroundings(request, path, language))


def make_surroundings(request: HttpRequest, path: str, language: str) -> Surroundings | None:
    """Read what stands around the microsite at a path of the tree, for visitors of `language`."""
    homes = list(_texts(path))
    if not homes:
        return None
    order = preference(language)
    best = min(homes, key=lambda home: (not home.live, order.index(home.locale.language_code)))
    centre = best.centre
    load_renditions([centre.logo], "logo")
    own = best.locale.language_code
    return Surroundings(
        centre=centre,
        name=best.title,
        url=address_of(best, language, request),
        language="" if own == language else own,
        direction=direction(own),
        hours=best.hours,
        menu=tuple(_menu(homes, language, request)),
        languages=tuple(
            (code, NATIVE_NAMES.get(code, code), address_of(home, code, request))
            for home in homes
            if home.live and (code := home.locale.language_code)
        ),
        week=tuple(week_lines(centre)),
    )


def _texts(path: str) -> Iterable[CentrePage]:
    """Return the microsite's first pages in all its languages, the first language first."""
    centre = CentrePage.objects.filter(path=path).values("centre")
    found = CentrePage.objects.filter(centre__in=centre).select_related("locale", "centre__logo")
    return found.order_by("pk")


def _menu(homes: list[CentrePage], language: str, request: HttpRequest) -> Iterable[Link]:
    """Yield the pages that the team marked for menus, one text of each, in the order of the first language's tree."""
    below = Q(pk__in=[])
    for home in homes:
        below |= Q(path__startswith=home.path, depth=home.depth + 1)
    pages = open_to_all(own_texts(Page.objects.live().filter(below, show_in_menus=True))).select_related("locale")
    order = preference(language)
    places = {home.path: place for place, home in enumerate(homes)}
    texts: dict[Any, list[Page]] = {}
    for page in sorted(pages, key=lambda page: (places[page.path[:PATH_LENGTH]], page.path)):
        texts.setdefault(page.translation_key, []).append(page)
    for group in texts.values():
        page = min(group, key=lambda page: order.index(page.locale.language_code))
        own = page.locale.language_code
        yield Link(page.title, address_of(page, language, request), "" if own == language else own)


class Microsite:
    """`microsite` in templates: `site` is what stands around the page being shown, None outside the microsites."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def site(self) -> Surroundings | None:
        page = getattr(self.request, "shown_page", None)
        return surroundings_of(self.request, page) if page is not None else None

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        """The microsite's menu, its first page first, with where the visitor is."""
        if self.site is None:
            return []
        path = self.request.path
        first = {"url": self.site.url, "title": "", "language": "", "is_current": path == self.site.url}
        rest = [{**link._asdict(), "is_current": path.startswith(link.url)} for link in self.site.menu]
        return [first, *rest]


def microsite(request: HttpRequest) -> dict[str, Microsite]:
    """Context processor: `microsite` in every template."""
    return {"microsite": Microsite(request)}


register_part(PART, directory_paths)
