"""Pages in listings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.listings import NEWEST, OLDEST, TITLE, TREE, ListingKind, Query, register_listing_kind
from cms.core.structure import open_to_all
from cms.core.translations import in_language, linked_address

from .pages import SectionPage, StandardPage
from .queries import as_own_types, in_source_order, inside

if TYPE_CHECKING:
    from django.http import HttpRequest

ORDERS = {
    NEWEST: (F("first_published_at").desc(nulls_last=True), "-pk"),
    OLDEST: (F("first_published_at").asc(nulls_last=True), "pk"),
    TITLE: (Lower("title"), "pk"),
    TREE: ("path",),
}


def find(query: Query) -> list[Any]:
    """Return the sections and pages that fit."""
    pages = open_to_all(Page.objects.live().type(SectionPage, StandardPage))
    if query.below:
        pages = pages.filter(inside(query.below))
    if query.since:
        pages = pages.filter(first_published_at__date__gte=query.since)
    if query.until:
        pages = pages.filter(first_published_at__date__lte=query.until)
    if query.without:
        pages = pages.exclude(translation_key=query.without)
    found = in_language(pages, query.language).order_by(*ORDERS.get(query.order, ORDERS[NEWEST]))
    if query.order == TREE:
        return as_own_types(in_source_order(list(found))[: query.count])
    return as_own_types(list(found[: query.count]))


def more_address(query: Query, request: HttpRequest | None) -> str:
    """Return the page whose subpages are listed."""
    return linked_address(query.below) if query.below else ""


register_listing_kind(
    ListingKind("page", _("Pages"), find, more_address, orders=(NEWEST, OLDEST, TITLE, TREE), order=20)
)
