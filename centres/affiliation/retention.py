"""Applications are deleted when their time is over, really: rows, documents, mails."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.core import audit, clock, outbox

from . import notices
from .enums import UNSEEN, ApplicationState
from .links import CONFIRM_LASTS
from .models import Application, Convention

REFUSED_KEPT = timedelta(days=365)
BATCH = 200
MAILS = (
    notices.ApplicationUnfinished,
    notices.ApplicationConfirm,
    notices.ApplicationReceived,
    notices.ApplicationWaiting,
    notices.ApplicationQuestion,
    notices.ApplicationRefused,
)


def overdue() -> Any:
    """Return what nobody finished or confirmed for 30 days, and what was refused a year ago."""
    now = timezone.now()
    return Application.objects.filter(
        Q(state__in=UNSEEN, created_at__lt=now - CONFIRM_LASTS)
        | Q(state=ApplicationState.REFUSED, state_since__lt=now - REFUSED_KEPT)
    )


def delete_overdue() -> int:
    """Delete what is overdue; return how many."""
    deleted = 0
    while found := list(overdue()[:BATCH]):
        for application in found:
            delete_application(application=application)
        deleted += len(found)
    return deleted


@transaction.atomic
def delete_application(*, application: Application) -> None:
    """Delete one application with its document and the mails about it; the log keeps its reference alone."""
    reference, name = application.reference, application.convention_file.name
    outbox.forget(key_starts=[f"{notice.name}:{reference}" for notice in MAILS])
    audit.record(actor=None, action="application.expired", obj=None, data={"reference": reference})
    storage = application.convention_file.storage
    application.delete()
    if name and not Convention.objects.filter(file=name).exists():
        transaction.on_commit(lambda: storage.delete(name))


clock.register("delete_affiliation_applications", every=timedelta(days=1), function=delete_overdue)
