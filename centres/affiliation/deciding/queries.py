"""Reads of the secretariat's queue."""

from __future__ import annotations

from django.db.models import Case, Q, QuerySet, Value, When

from centres.enums import CentreState
from centres.models import Centre

from ..enums import WAITING, ApplicationState
from ..models import Application

# What may be founded again: its history goes on.
ASLEEP = (CentreState.CLOSED, CentreState.DORMANT)


def applications() -> QuerySet[Application]:
    """Return what the secretariat sees: an application that nobody confirmed is not its business."""
    return Application.objects.confirmed()


def by_turn(queryset: QuerySet[Application]) -> QuerySet[Application]:
    """Say of each whose `turn` it is: 0 the secretariat's, 1 the applicant's, 2 nobody's any more."""
    whose = Case(When(state__in=WAITING, then=Value(0)), When(state=ApplicationState.ASKED, then=Value(1)), default=2)
    return queryset.annotate(turn=whose)


def whole(queryset: QuerySet[Application]) -> QuerySet[Application]:
    """Read along what one application's screen shows."""
    return queryset.select_related("centre", "founded_again", "correspondent").prefetch_related(
        "officers", "events__actor"
    )


def asleep() -> QuerySet[Centre]:
    return Centre.objects.filter(state__in=ASLEEP)


def namesake(application: Application) -> Centre | None:
    """Return the centre of the same name and place that no longer works, to be proposed for founding again."""
    same = Q(name__iexact=application.name) & Q(place__iexact=application.place, country=application.country)
    return asleep().filter(same).order_by("pk").first() if application.is_for_centre else None
