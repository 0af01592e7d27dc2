"""Named reads for copying."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from ..queries import changeable_pages
from . import permissions


def counterparts(user: Any, page: Page) -> list[Page]:
    """Return the page above `page` in every language where `user` may put a copy, its own place first."""
    parent = page.get_parent()
    found = parent.get_translations(inclusive=True).select_related("locale").order_by("locale__language_code")
    allowed = [place for place in found if permissions.may_copy_to(user, page, place)]
    return sorted(allowed, key=lambda place: place.pk != parent.pk)


def made_by(user: Any, ids: Iterable[str]) -> QuerySet[Page]:
    """Return those of the pages named by `ids` that `user` may edit."""
    numbers = [int(pk) for pk in list(ids)[:20] if pk.isdecimal() and len(pk) < 19]
    return changeable_pages(user).filter(pk__in=numbers).select_related("locale").order_by("path")
