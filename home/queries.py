"""Named reads of pages: children, menu, footer, each in the visitor's language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Page, Site

from cms.core.cards import load_pictures
from cms.core.translations import in_language


def active_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def below(parents: list[Page] | QuerySet[Page]) -> Q:
    """Return the condition of being a child of one of `parents`."""
    condition = Q(pk__in=[])
    for parent in parents:
        condition |= Q(path__startswith=parent.path, depth=parent.depth + 1)
    return condition


def children_of(page: Page, *, language: str | None = None) -> list[Any]:
    """Return the live public pages below `page` in any language, one text of each, in the tree's order."""
    parents = Page.objects.filter(translation_key=page.translation_key).only("path", "depth")
    pages = in_language(Page.objects.live().public().filter(below(parents)), language or active_language())
    return load_pictures(list(pages.order_by("path").specific()))


def site_roots(site: Site) -> QuerySet[Page]:
    """Return the home pages of a site, one per language."""
    return Page.objects.filter(translation_key=site.root_page.translation_key).only("path", "depth")


def menu_of(site: Site, *, language: str | None = None) -> list[Page]:
    """Return the pages of the main menu in the order of the source tree."""
    roots = list(site_roots(site))
    pages = Page.objects.live().filter(below(roots), show_in_menus=True)
    return list(in_language(pages, language or active_language()).order_by("path"))


def footer_of(site: Site, *, language: str | None = None) -> list[Page]:
    """Return the pages below the sections that are marked for the footer."""
    from .pages import SectionPage  # noqa: PLC0415 -- pages import queries

    roots = list(site_roots(site))
    sections = SectionPage.objects.filter(below(roots), is_footer=True).only("path", "depth")
    pages = Page.objects.live().filter(below(sections))
    return list(in_language(pages, language or active_language()).order_by("path"))
