"""Opening days as people read them: by week, and the next ones. Days are those of the centre's own time zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from .enums import OpeningKind, Weekday
from .models import Opening

if TYPE_CHECKING:
    from ..models import Centre

# How far ahead the next opening days are looked for.
HORIZON = timedelta(days=62)
SHOWN = 4


@dataclass(frozen=True)
class WeekLine:
    """A weekly opening in public."""

    weekday: int
    begins: time
    ends: time
    place: str
    note: str

    @property
    def name(self) -> str:
        return str(Weekday(self.weekday).label)


@dataclass(frozen=True)
class Occurrence:
    """An opening on one day."""

    opening: Opening
    day: date


def week_lines(centre: Centre) -> Iterator[WeekLine]:
    """Yield the weekly openings that go on, Monday first. One query."""
    rows = Opening.objects.filter(centre=centre, kind=OpeningKind.WEEKLY).order_by("weekday", "begins")
    today = centre.today
    for row in rows:
        if (row.last_day is None or row.last_day >= today) and (row.first_day is None or row.first_day <= today):
            yield WeekLine(row.weekday or 0, row.begins or time(), row.ends or time(), row.place, row.note)


def occurrences(openings: Iterable[Opening], first: date, days: int) -> Iterator[Occurrence]:
    """Yield the openings of some days from `first` on, in their order; a day on which the centre is closed has none."""
    rows = list(openings)
    closures = [row for row in rows if row.kind == OpeningKind.CLOSED]
    others = sorted((row for row in rows if row.kind != OpeningKind.CLOSED), key=lambda row: (row.begins, row.pk))
    for number in range(days):
        day = first + timedelta(days=number)
        if not any(closure.holds(day) for closure in closures):
            yield from (Occurrence(row, day) for row in others if row.holds(day))


def next_openings(centre: Centre, *, now: datetime) -> list[Occurrence]:
    """Return the next few openings that are not over yet. One query."""
    here = now.astimezone(centre.zone)
    found = []
    for item in occurrences(centre.openings.all(), here.date(), HORIZON.days):
        is_over = item.day == here.date() and item.opening.ends is not None and item.opening.ends <= here.time()
        if not is_over:
            found.append(item)
        if len(found) == SHOWN:
            break
    return found


def changes_at(centre: Centre, shown: list[Occurrence], *, now: datetime) -> datetime:
    """Return when what `next_openings` returned is no longer true: the end of its first, or of the centre's day."""
    here = now.astimezone(centre.zone)
    midnight = datetime.combine(here.date() + timedelta(days=1), time(), tzinfo=centre.zone)
    ends = [
        datetime.combine(item.day, item.opening.ends, tzinfo=centre.zone) for item in shown[:1] if item.opening.ends
    ]
    return min([midnight, *ends])


def specification(week: Iterable[WeekLine]) -> list[dict[str, Any]]:
    """Return the weekly openings as schema.org has them."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{Weekday(line.weekday).name.capitalize()}",
            "opens": f"{line.begins:%H:%M}",
            "closes": f"{line.ends:%H:%M}",
        }
        for line in week
    ]
