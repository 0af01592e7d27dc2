"""Reads about centres and their people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from .enums import Role
from .models import Centre, CentrePage, Term


def terms_of(user: Any, roles: Iterable[Role] | None = None) -> QuerySet[Term]:
    """Return the terms that give `user` access today."""
    found = Term.objects.current().filter(user_id=user.pk)
    return found if roles is None else found.filter(role__in=list(roles))


def centre_ids_of(user: Any, roles: Iterable[Role] | None = None) -> QuerySet[Term, int]:
    """Return the ids of the centres that `user` serves today, as a subquery."""
    return terms_of(user, roles).values_list("centre_id", flat=True)


def pages_of(centre: Centre) -> QuerySet[CentrePage]:
    """Return the microsite's first page in each of its languages, the source first."""
    return CentrePage.objects.filter(centre=centre).select_related("locale").order_by("path")


def is_of_any_microsite() -> Q:
    """Return the condition of a page of being in some microsite."""
    condition = Q(pk__in=[])
    for path in CentrePage.objects.values_list("path", flat=True):
        condition |= Q(path__startswith=path)
    return condition


def centre_of(page: Page) -> Centre | None:
    """Return the centre in whose microsite a page stands, in one query; None outside the microsites."""
    if not page.path:
        return None
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    return Centre.objects.filter(pages__path__in=[page.path[:end] for end in steps]).first()
