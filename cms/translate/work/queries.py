"""Named reads about works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Min, Q, Sum, Value, When
from django.utils import timezone
from wagtail_localize.models import Translation

from ..enums import FREE, IN_HAND, WorkState
from ..models import Asking, Work
from ..models.work import WorkQuerySet
from .reach import Reach, reach_of


def all_works() -> WorkQuerySet:
    """Return the works on translations that go on."""
    found: WorkQuerySet = Work.objects.with_source().filter(translation__enabled=True)
    return found


def work_of(translation: Translation) -> Work | None:
    """Return the work on a translation, None when nobody asked for it or began it."""
    return Work.objects.with_source().filter(translation=translation).first()


def taken_by(user: Any) -> WorkQuerySet:
    return all_works().filter(assignee=user.pk, state__in=IN_HAND)


def waiting_for(user: Any, reach: Reach | None = None) -> WorkQuerySet:
    """Return everything that waits for this person: to take, to go on with, to read; of their part of the tree only.

    Who knows the person's reach already gives it.
    """
    reach = reach or reach_of(user)
    languages = "translation__target_locale__language_code__in"
    to_take = Q(state__in=FREE) & (Q(assignee=user.pk) | Q(assignee=None, **{languages: reach.translates}))
    to_go_on = Q(state__in=IN_HAND, assignee=user.pk)
    to_read = Q(state=WorkState.IN_REVIEW, **{languages: reach.reviews})
    return reach.works(all_works().filter(to_take | to_go_on | to_read))


@dataclass(frozen=True)
class Heap:
    """How many texts lie somewhere, with how many words, and since when the oldest."""

    texts: int = 0
    words: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True)
class Heaps:
    """What waits for one person: to take, in hand, to read; how many of these are late; what to write first."""

    to_take: Heap
    in_hand: Heap
    to_read: Heap
    late: int
    first: Work | None = None


def heaps_for(user: Any) -> Heaps:
    """Return the sums of what waits for a person. At most six queries, four of them for the person's reach."""
    heaps: dict[str, Heap] = {}
    waiting = waiting_for(user)
    works = waiting.order_by().select_related(None)
    kind = Case(
        When(state__in=FREE, then=Value("take")), When(state__in=IN_HAND, then=Value("hand")), default=Value("read")
    )
    late = Count("pk", filter=Q(due__lt=timezone.localdate()))
    sums = {"texts": Count("pk"), "sum": Sum("words"), "oldest": Min("asked_at"), "late": late}
    rows: list[dict[str, Any]] = list(works.annotate(kind=kind).values("kind").annotate(**sums))  # type: ignore[arg-type]
    for row in rows:
        heaps[row["kind"]] = Heap(row["texts"], row["sum"] or 0, row["oldest"])
    take, hand, read = (heaps.get(name, Heap()) for name in ("take", "hand", "read"))
    first = _first(waiting, kind) if take.texts or hand.texts else None
    return Heaps(take, hand, read, sum(row["late"] for row in rows), first)


def _first(waiting: WorkQuerySet, kind: Case) -> Work | None:
    """Return the text in hand that is due first, or the first to take."""
    works = waiting.exclude(state=WorkState.IN_REVIEW).annotate(kind=kind)
    found: Work | None = works.order_by("kind", F("due").asc(nulls_last=True), "asked_at", "pk").first()
    return found


def unfinished_requests(user: Any) -> list[Asking]:
    """Return this person's requests that the worker carries out just now."""
    return list(Asking.objects.filter(asker=user.pk, finished_at=None).order_by("pk"))
