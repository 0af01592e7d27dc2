"""Named reads of opening days and of the rota."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from cms.accounts.models import User

from ..models import Centre, Term
from .hours import occurrences
from .models import Duty, Opening

# What the rota shows.
DAYS_SHOWN = 42


@dataclass(frozen=True)
class Shift:
    """An opening on one day, with those who serve; `own` is the duty of the person who looks, None without one."""

    opening: Opening
    day: date
    duties: list[Duty]
    own: Duty | None


def openings_of(centre: Centre) -> list[Opening]:
    """Return the opening days that are not past, and the closures. One query."""
    today = centre.today
    return [row for row in centre.openings.all() if row.last_day is None or row.last_day >= today]


def rota(centre: Centre, openings: list[Opening], user: Any) -> list[Shift]:
    """Return the openings of the next weeks with those of the team and of its helpers who serve. One query."""
    first = centre.today
    people: defaultdict[tuple[int, date], list[Duty]] = defaultdict(list)
    serving = Q(user=None) | Q(user__in=Term.objects.current().filter(centre=centre).values("user"))
    for duty in Duty.objects.filter(serving, opening__centre=centre, day__gte=first).select_related("user"):
        people[duty.opening_id, duty.day].append(duty)
    shifts = []
    for item in occurrences(openings, first, DAYS_SHOWN):
        duties = people.get((item.opening.pk, item.day), [])
        own = next((duty for duty in duties if duty.user_id == user.pk), None)
        shifts.append(Shift(item.opening, item.day, duties, own))
    return shifts


def members_of(centre: Centre) -> QuerySet[User]:
    """Return those who have a term in the centre's team today, by name."""
    serving = Term.objects.current().filter(centre=centre).values("user")
    return User.objects.filter(pk__in=serving, is_active=True).order_by("last_name", "first_name", "email")


def gaps(shifts: list[Shift]) -> int:
    """Return how many openings have nobody yet."""
    return sum(not shift.duties for shift in shifts)
