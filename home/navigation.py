"""What every page shows around itself: menus, footer, social profiles, alerts. A part of the site's structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.functional import cached_property

from cms.core import page_store
from cms.core.links import Link
from cms.core.structure import Structure, register_part, structure_of
from cms.core.translations import address_of

from .furniture import queries as furniture
from .furniture.queries import Entry
from .queries import navigation_pages

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

PART = "surroundings"


def compute(request: HttpRequest, structure: Structure) -> dict[str, Any]:
    """Return what editors made, and in place of what they did not make the pages marked for menus and footer."""
    language = structure.language
    menu, colophon = furniture.main_menu(language, request), furniture.colophon(language, request)
    marked = navigation_pages(structure, language=language) if menu is None or colophon is None else []
    top = structure.roots[0].depth + 1 if structure.roots else 0
    automatic = tuple(Entry(_link(page, request, structure)) for page in marked if page.depth == top)
    return {
        "main": automatic if menu is None else menu,
        "colophon": colophon,
        "footer": tuple(_link(page, request, structure) for page in marked if page.depth != top),
        "profiles": furniture.profiles(language),
        "alerts": furniture.alerts(language, request),
    }


def _link(page: Page, request: HttpRequest, structure: Structure) -> Link:
    language = page.locale.language_code
    return Link(
        page.title, address_of(page, structure.language, request), "" if language == structure.language else language
    )


class Navigation:
    """`navigation` in templates."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def main(self) -> list[dict[str, Any]]:
        """The main menu: link, links below it, whether the visitor is there."""
        entries: tuple[Entry, ...] = self._part("main", ())
        return [
            {
                "link": entry.link,
                "children": [{"link": child, "is_current": self._is_current(child)} for child in entry.children],
                "is_current": any(self._is_current(link) for link in (entry.link, *entry.children)),
            }
            for entry in entries
        ]

    @cached_property
    def footer(self) -> tuple[Link, ...]:
        return self._part("footer", ())

    @cached_property
    def colophon(self) -> furniture.Colophon | None:
        return self._part("colophon", None)

    @cached_property
    def profiles(self) -> tuple[furniture.Profile, ...]:
        return self._part("profiles", ())

    @cached_property
    def alerts(self) -> list[furniture.Notice]:
        """The alerts this page carries now; it is kept no longer than until one begins or ends."""
        structure, now = structure_of(self.request), timezone.now()
        known: tuple[furniture.Notice, ...] = self._part("alerts", ())
        moments = [moment for alert in known for moment in (alert.starts_at, alert.ends_at) if moment > now]
        if moments:
            page_store.keep_until(self.request, min(moments))
        page = getattr(self.request, "shown_page", None)
        path = page.path if page else ""
        homes = [root.path for root in structure.roots] if structure else []
        return [alert for alert in known if alert.is_shown(now, path, homes)]

    def _part(self, name: str, default: Any) -> Any:
        """Return a part, `default` where no site answers, or while a structure from before an update is still kept."""
        structure = structure_of(self.request)
        return structure.parts.get(PART, {}).get(name, default) if structure else default

    def _is_current(self, link: Link) -> bool:
        """Say whether the visitor is at the link or below it; below the home page is everywhere."""
        path = self.request.path
        return path == link.url or (link.url.strip("/").count("/") > 0 and path.startswith(link.url))


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """Context processor: `navigation` in every template."""
    return {"navigation": Navigation(request)}


register_part(PART, compute)
