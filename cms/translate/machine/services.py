"""Orders for a machine's draft: made, tried, tried again, and their failures kept for people to see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail_localize.models import Translation

from cms.core import audit

from ..models import MachineOrder
from ..services.machine import Drafted, draft
from .enums import OrderState
from .translators import MachineFailed

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(minutes=5)
# A task that died says nothing: what waits so long is tried again.
FORGOTTEN_AFTER = timedelta(minutes=30)


@transaction.atomic
def order_draft(*, translation: Translation, user: Any) -> MachineOrder:
    """Have the machine draft what nobody wrote of a translation, by a task."""
    order, _new = MachineOrder.objects.update_or_create(
        translation=translation,
        defaults={
            "state": OrderState.WAITING,
            "asked_by": user,
            "asked_at": timezone.now(),
            "attempts": 0,
            "next_attempt_at": timezone.now() + FORGOTTEN_AFTER,
            "error": "",
            "drafted": 0,
            "refused": 0,
        },
    )
    audit.record(actor=user, action="machine.ordered", obj=order, data={"translation": str(translation.uuid)})
    _enqueue(order)
    return order


def _enqueue(order: MachineOrder) -> None:
    from ..tasks import machine_draft  # noqa: PLC0415 -- tasks import services

    translation_id, user_id = order.translation_id, order.asked_by_id
    transaction.on_commit(lambda: machine_draft.enqueue(translation_id, user_id))


def attempt(*, translation_id: int, user_id: int | None) -> int:
    """Ask the machine, and write down how it went; return how many texts it drafted."""
    try:
        drafted = draft(translation_id=translation_id, user_id=user_id)
    except (MachineFailed, ValidationError) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        _failed(translation_id, words)
        return 0
    _done(translation_id, drafted)
    return drafted.kept


def _done(translation_id: int, drafted: Drafted) -> None:
    MachineOrder.objects.filter(translation=translation_id).update(
        state=OrderState.DONE,
        attempts=F("attempts") + 1,
        next_attempt_at=None,
        error="",
        drafted=drafted.kept,
        refused=drafted.refused,
    )


def _failed(translation_id: int, words: str) -> None:
    """Plan the next attempt, each pause twice the last; after MOST_ATTEMPTS a person decides."""
    order = MachineOrder.objects.filter(translation=translation_id).first()
    if order is None:
        return
    attempts = order.attempts + 1
    pause = FIRST_PAUSE * 2 ** (attempts - 1)
    MachineOrder.objects.filter(pk=order.pk).update(
        state=OrderState.FAILED,
        attempts=attempts,
        next_attempt_at=timezone.now() + pause if attempts < MOST_ATTEMPTS else None,
        error=words[:300],
    )


def try_again() -> int:
    """Ask again for what failed, and for what a dead task left; return how many orders. A job of the clock."""
    now = timezone.now()
    due = MachineOrder.objects.filter(next_attempt_at__lte=now).exclude(state=OrderState.DONE)
    orders = list(due.order_by("next_attempt_at")[:50])
    for order in orders:
        MachineOrder.objects.filter(pk=order.pk).update(next_attempt_at=now + FORGOTTEN_AFTER)
        _enqueue(order)
    return len(orders)
