"""Reminders before a term ends: once to the person and once to each manager, 60 and 14 days before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cms.accounts.queries import preferred_language
from cms.core import notices

from ...enums import Role
from ...models import Term
from .. import queries
from ..enums import REMINDERS
from ..notices import TermEnding, TermEndingTold


def remind_of_endings() -> int:
    """Mail what is due and was not mailed yet; return for how many terms something was due.

    The key of a mail holds the last day: a renewed term is reminded of again, nothing is said twice. A term that was
    given with less than 60 days is reminded of at the nearest mark only.
    """
    today, number = timezone.localdate(), 0
    for term in queries.ending_within(max(REMINDERS)):
        assert term.ends_on is not None  # noqa: S101 -- the query asks for terms with an end
        left = (term.ends_on - today).days
        mark = min(days for days in REMINDERS if left <= days)
        _remind(term, term.ends_on, mark)
        number += 1
    return number


def _remind(term: Term, last_day: date, mark: int) -> None:
    key = f"{term.pk}:{last_day:%Y%m%d}:{mark}"
    url = settings.WAGTAILADMIN_BASE_URL + reverse("team_centre", args=[term.centre_id])
    context = {"person": str(term.user), "centre": term.centre, "role": Role(term.role), "last_day": last_day}
    _send(TermEnding, term.user, {**context, "url": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home")}, key)
    for manager in queries.managers_of(term.centre).exclude(pk=term.user_id):
        _send(TermEndingTold, manager, {**context, "manager": str(manager), "url": url}, f"{key}:{manager.pk}")


def _send(notice: type[notices.Notice], user: Any, context: dict[str, Any], key: str) -> None:
    language = preferred_language(user) or settings.LANGUAGE_CODE
    notices.send(notice, to=user.email, language=language, context=context, key=key)
