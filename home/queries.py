"""Named reads of pages: children, menu, footer, each in the visitor's language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils.translation import get_language
from wagtail.models import Page

from cms.core.cards import load_pictures
from cms.core.structure import Structure, open_to_all
from cms.core.translations import in_language


def active_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def below(parents: list[Page] | QuerySet[Page]) -> Q:
    """Return the condition of being a child of one of `parents`."""
    condition = Q(pk__in=[])
    for parent in parents:
        condition |= Q(path__startswith=parent.path, depth=parent.depth + 1)
    return condition


def inside(page_id: int) -> Q:
    """Return the condition of standing somewhere below a page or one of its translations. One query."""
    key = Page.objects.filter(pk=page_id).values("translation_key")[:1]
    condition = Q(pk__in=[])
    for parent in Page.objects.filter(translation_key=key).only("path", "depth"):
        condition |= Q(path__startswith=parent.path, depth__gt=parent.depth)
    return condition


def children_of(page: Page, *, language: str | None = None) -> list[Any]:
    """Return the live public pages below `page` in any language, one text of each, in the tree's order."""
    parents = Page.objects.filter(translation_key=page.translation_key).only("path", "depth")
    pages: Any = in_language(open_to_all(Page.objects.live()).filter(below(parents)), language or active_language())
    return load_pictures(as_own_types(in_source_order(list(pages))))


def as_own_types(pages: list[Page]) -> list[Any]:
    """Return pages as their own types, in their order, with the locales they have. One query for each type."""
    found = {page.pk: page for page in Page.objects.filter(pk__in=[page.pk for page in pages]).specific()}
    for page in pages:
        found[page.pk].locale = page.locale
    return [found[page.pk] for page in pages]


def navigation_pages(structure: Structure, *, language: str) -> list[Page]:
    """Return the pages of the main menu (depth of a home page's children) and of the footer (one deeper). One query.

    The footer lists the pages below the sections that are marked for it.
    """
    from .pages import SectionPage  # noqa: PLC0415 -- pages import queries

    top = Q(pk__in=[])
    for root in structure.roots:
        top |= Q(path__startswith=root.path, depth=root.depth + 1)
    footer = SectionPage.objects.filter(top, is_footer=True).values("path")
    parent = Substr("path", 1, Length("path") - Page.steplen)
    pages = Page.objects.live().annotate(parent=parent).filter((top & Q(show_in_menus=True)) | Q(parent__in=footer))
    return in_source_order(list(in_language(pages, language)))


def in_source_order(pages: list[Page]) -> list[Page]:
    """Return pages of several languages' trees in the order of the source tree, others last."""
    keys = [page.translation_key for page in pages]
    source = Page.objects.filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
    places = dict(source.values_list("translation_key", "path"))
    return sorted(pages, key=lambda page: (places.get(page.translation_key, "~"), page.path))
