"""Every write about opening days and the people who serve on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.core import audit, page_store

from .hours import occurrences
from .models import Duty, Opening

# Of one opening on one day.
MOST_PEOPLE = 20
DUTIES_KEPT = timedelta(days=365)


@transaction.atomic
def save_opening(*, opening: Opening, actor: Any) -> Opening:
    """Store an opening day; what people promised for days that it no longer holds is forgotten."""
    is_new = opening.pk is None
    opening.save()
    stale = [duty.pk for duty in opening.duties.all() if not opening.holds(duty.day)]
    Duty.objects.filter(pk__in=stale).delete()
    audit.record(actor=actor, action="centre.opening_added" if is_new else "centre.opening_changed", obj=opening)
    transaction.on_commit(page_store.forget)
    return opening


@transaction.atomic
def delete_opening(*, opening: Opening, actor: Any) -> None:
    """Delete an opening day with what people promised for it."""
    audit.record(actor=actor, action="centre.opening_deleted", obj=opening)
    opening.delete()
    transaction.on_commit(page_store.forget)


@transaction.atomic
def put_down(*, opening: Opening, day: date, user: User | None = None, name: str = "") -> Duty:
    """Put somebody down for one day; twice is once. Raises ValidationError where the centre is not open then."""
    locked = Opening.objects.select_for_update().get(pk=opening.pk)
    if not any(item.opening == locked for item in occurrences(locked.centre.openings.all(), day, 1)):
        raise ValidationError(_("The centre is not open on that day any more."))
    people = Duty.objects.filter(opening=locked, day=day)
    known = people.filter(user=user, name=name).first()
    if known is not None:
        return known
    if people.count() >= MOST_PEOPLE:
        raise ValidationError(_("Enough people serve on that day."))
    return Duty.objects.create(opening=locked, day=day, user=user, name=name)


def forget_past_duties() -> int:
    """Delete who served when, a year after; return how many. A job of the clock."""
    number, _by_model = Duty.objects.filter(day__lt=timezone.localdate() - DUTIES_KEPT).delete()
    return int(number)


@transaction.atomic
def take_off(*, duty: Duty) -> None:
    """Take somebody off a day."""
    duty.delete()
