"""Who sees and empties the trash: judged by the nearest page that still stands above a former place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from cms.core import scope
from cms.desk.models import TrashEntry

from . import queries

NEEDED = {"view": frozenset[str](), "restore": frozenset({"add"}), "delete": frozenset({"change"})}


class TrashProvider:
    """The trash's answer to `core.scope`; asked about active people who are not superusers."""

    def visible(self, user: Any, queryset: QuerySet[TrashEntry]) -> QuerySet[TrashEntry]:
        entries = list(TrashEntry.objects.only("pk", "roots", "deleted_by", "live_count"))
        places = queries.places_of(entries)
        seen = [entry.pk for entry in entries if may(user, "view", entry, places[entry.pk])]
        return queryset.filter(pk__in=seen)

    def allows(self, user: Any, action: str, obj: Any) -> bool:
        return may(user, action, obj, queries.places_of([obj])[obj.pk])


def may(user: Any, action: str, entry: TrashEntry, places: Sequence[Page | None]) -> bool:
    """Judge "view", "restore" and "delete", given the living places; the last two in every language of the entry."""
    if user.is_superuser:
        return True
    held = [_rights_on(user, place) for place in places]
    if not _sees(user, entry, held[0]):
        return False
    needed = NEEDED[action] | ({"publish"} if entry.live_count and action != "view" else set())
    return all(needed <= rights for rights in held)


def _rights_on(user: Any, page: Page | None) -> set[str]:
    """Return the names of the rights ("add", "change", "publish"…) that a person who is no superuser has on a page."""
    return set(page.permissions_for_user(user).permissions) if page else set()


def _sees(user: Any, entry: TrashEntry, rights: set[str]) -> bool:
    """Whoever may change the page above sees it; so does who threw it away and may still write there."""
    return "change" in rights or ("add" in rights and entry.deleted_by_id == user.pk)


scope.register_provider(TrashEntry, TrashProvider())
