"""Whom a person may ask by name: translators who work in the same part of the tree."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.models import GroupPagePermission, Page

from cms.accounts.enums import LanguageRole
from cms.accounts.models import LanguageGrant, User

from .reach import Reach


def translators_near(reach: Reach, languages: Iterable[str]) -> QuerySet[User]:
    """Return the active translators of these languages whose rights reach into this person's parts of the tree."""
    grants = LanguageGrant.objects.filter(role=LanguageRole.TRANSLATOR, language__in=list(languages))
    people = User.objects.filter(is_active=True, groups__in=grants.values("group"))
    if not reach.is_all:
        groups = GroupPagePermission.objects.filter(page__translation_key__in=_above(reach)).values("group")
        people = people.filter(groups__in=groups)
    return people.distinct().order_by("first_name", "last_name", "pk")


def _above(reach: Reach) -> QuerySet[Page]:
    """Return the translation keys of the pages on which a right covers some part of this person's."""
    paths = {path for root in reach.roots for path in root.paths.values()}
    steps = {path[:end] for path in paths for end in range(Page.steplen * 2, len(path) + 1, Page.steplen)}
    return Page.objects.filter(path__in=steps).values("translation_key")
