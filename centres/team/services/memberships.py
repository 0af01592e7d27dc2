"""Membership of centres' groups, derived from current terms: nobody keeps it by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .. import queries
from ..models import Presence


def derive_memberships(*, user_ids: Iterable[int] | None = None) -> int:
    """Make membership of centres' groups what the terms of today say; return how many rows changed.

    For these people, or for everybody. It costs two questions when nothing differs. Other groups are not touched.
    """
    wrong: QuerySet[Any] = queries.memberships_without_term()
    missing: QuerySet[Any] = queries.missing_memberships()
    if user_ids is not None:
        people = list(user_ids)
        wrong, missing = wrong.filter(user_id__in=people), missing.filter(user_id__in=people)
    pairs = list(missing.values_list("user_id", "derived_group").distinct())
    doomed = list(wrong.values_list("pk", flat=True))
    if not pairs and not doomed:
        return 0
    with transaction.atomic():
        queries.Membership.objects.filter(pk__in=doomed).delete()
        rows = [queries.Membership(user_id=user_id, group_id=group_id) for user_id, group_id in pairs]
        queries.Membership.objects.bulk_create(rows, ignore_conflicts=True)
    return len(doomed) + len(pairs)


def note_presence(*, user: Any) -> None:
    """Write down that somebody was there today."""
    Presence.objects.update_or_create(user_id=user.pk, defaults={"seen_on": timezone.localdate()})
