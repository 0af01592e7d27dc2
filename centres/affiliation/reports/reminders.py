"""Reminders of reports, by the clock: once before the day, once after it, to each writer in their language."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from centres.models import Centre
from cms.accounts.models import User
from cms.accounts.queries import preferred_language
from cms.core import clock, notices
from cms.core.notices import Notice

from ..notices import ReportDue, ReportLate
from . import queries
from .queries import Owner

BEFORE, AFTER = timedelta(days=30), timedelta(days=14)
# A clock that stood still for weeks reminds late, and not of what is long past.
LATEST = timedelta(days=90)


def remind() -> int:
    """Send what is due today; return how many mails were written."""
    year, today = queries.last_year(), timezone.localdate()
    due = queries.due_on(year)
    if due - BEFORE <= today <= due:
        return _remind(ReportDue, year)
    if due + AFTER <= today <= due + LATEST:
        return _remind(ReportLate, year)
    return 0


def _remind(notice: type[Notice], year: int) -> int:
    owners: list[Owner] = [*queries.owing_centres(year), *queries.owing_correspondents(year)]
    letters = [(owner, person) for owner in owners for person in queries.writers_of(owner)]
    for owner, person in letters:
        _write(notice, year, owner, person)
    return len(letters)


def _write(notice: type[Notice], year: int, owner: Owner, person: User) -> None:
    kind = "centre" if isinstance(owner, Centre) else "correspondent"
    notices.send(
        notice,
        to=person.email,
        language=preferred_language(person) or settings.LANGUAGE_CODE,
        context={
            "person": str(person),
            "owner": str(owner),
            "year": str(year),
            "due_on": queries.due_on(year),
            "report_url": settings.WAGTAILADMIN_BASE_URL
            + reverse("affiliation_report_write", args=[kind, owner.pk, year]),
        },
        key=f"{kind}-{owner.pk}:{year}:{person.pk}",
    )


clock.register("remind_of_reports", every=timedelta(days=1), function=remind)
