"""Reads about centres and their people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils.translation import get_language
from wagtail.models import Page

from cms.core import page_store
from cms.core.translations import preference

from .enums import Role
from .models import Centre, CentreIndexPage, CentrePage, Term

P = TypeVar("P", bound=Page)
# Root, home page, directory: what stands deeper below a directory is of a microsite.
DIRECTORY_LENGTH = 3 * Page.steplen


def terms_of(user: Any, roles: Iterable[Role] | None = None) -> QuerySet[Term]:
    """Return the terms that give `user` access today."""
    found = Term.objects.current().filter(user_id=user.pk)
    return found if roles is None else found.filter(role__in=list(roles))


def serves(user: Any) -> bool:
    """Say whether `user` serves a centre today; the sign-in has read it for a session's person."""
    known = getattr(user, "serves_today", None)
    return terms_of(user).exists() if known is None else bool(known)


def manages(user: Any) -> bool:
    """Say whether `user` manages a centre today; read at sign-in as above."""
    known = getattr(user, "manages_today", None)
    return terms_of(user, [Role.MANAGER]).exists() if known is None else bool(known)


def centre_ids_of(user: Any, roles: Iterable[Role] | None = None) -> QuerySet[Term, int]:
    """Return the ids of the centres that `user` serves today, as a subquery."""
    return terms_of(user, roles).values_list("centre_id", flat=True)


def pages_of(centre: Centre) -> QuerySet[CentrePage]:
    """Return the microsite's first page in each of its languages, the source first."""
    return CentrePage.objects.filter(centre=centre).select_related("locale").order_by("path")


def centre_of(page: Page) -> Centre | None:
    """Return the centre in whose microsite a page stands, in one query; None outside the microsites."""
    if not page.path:
        return None
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    return Centre.objects.filter(pages__path__in=[page.path[:end] for end in steps]).first()


def outside_microsites(pages: QuerySet[P]) -> QuerySet[P]:
    """Leave out what stands below a directory. No query of its own."""
    return _by_place(pages).exclude(above__in=CentreIndexPage.objects.values("path"))


def inside_microsites(pages: QuerySet[P]) -> QuerySet[P]:
    """Keep what stands below a directory. No query of its own."""
    return _by_place(pages).filter(above__in=CentreIndexPage.objects.values("path"))


def _by_place(pages: QuerySet[P]) -> QuerySet[P]:
    return pages.annotate(above=Substr("path", 1, DIRECTORY_LENGTH))


def centre_names() -> dict[str, str]:
    """Return the microsites' names by slug, in the active language where they have one. Kept under the version."""
    language = get_language() or ""
    return page_store.remember(f"centres:names:{language}", lambda: _names(language))


def _names(language: str) -> dict[str, str]:
    order = preference(language)
    rows = CentrePage.objects.live().values_list("locale__language_code", "centre__slug", "title")
    return {slug: title for _code, slug, title in sorted(rows, key=lambda row: order.index(row[0]), reverse=True)}
