"""Confirms what the publish panel asks: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from cms.core import audit, wishes
from cms.core.models import AuditEntry
from cms.core.wishes import Order, Outcome, Result, Schedule, Wish

from . import permissions, queries
from .enums import Mode
from .review import Review


class StaleError(Exception):
    """Somebody saved the page after the panel was opened."""


class NotReadyError(Exception):
    """A ready-check stops the publication."""


class NothingAskedError(Exception):
    """The page is live as it is, and nothing was asked for its languages."""


@dataclass(frozen=True)
class Confirmation:
    """What a person confirms: `key` is drawn when the panel opens, `token` names the text that was looked at."""

    key: UUID
    token: str
    schedule: Schedule
    orders: Mapping[str, Order]


@transaction.atomic
def confirm(*, page_id: int, user: Any, asked: Confirmation) -> AuditEntry:
    """Publish, schedule or submit a page and fulfil what was asked for its languages; return the entry of the audit.

    The same confirmation twice does it once. Raises PermissionDenied, StaleError, NotReadyError, NothingAskedError,
    WishRefusedError.
    """
    Page.objects.select_for_update().get(pk=page_id)
    done = queries.confirmation(page_id, asked.key)
    if done is not None:
        return done
    page = queries.latest_text(page_id)
    if page is None or not permissions.may_open(user, page):
        raise PermissionDenied
    mode = permissions.mode_for(user, page)
    if mode is Mode.CLOSED:
        raise PermissionDenied
    if queries.token_of(page) != asked.token:
        raise StaleError
    if mode is not Mode.SAVE and Review(page, wishes.rows(page=page, user=user)).is_blocked:
        raise NotReadyError
    outcomes = _carry_out(page, user, mode, asked)
    return audit.record(actor=user, action=queries.CONFIRMED, obj=page, data=_data(asked, outcomes))


def _carry_out(page: Any, user: Any, mode: Mode, asked: Confirmation) -> list[Outcome]:
    orders = {code: order for code, order in asked.orders.items() if order.wish is not Wish.NOTHING}
    own = _bring_out(page, user, mode, asked.schedule)
    if own is None and not orders:
        raise NothingAskedError
    # What visitors may not read yet in this language goes live in no other one.
    publish = own.result in {Result.PUBLISHED, Result.SCHEDULED} if own else not queries.needs_publishing(page)
    others = [
        wishes.fulfil(page=page, code=code, order=order, user=user, schedule=asked.schedule, publish=publish)
        for code, order in orders.items()
    ]
    return [own, *others] if own else others


def _bring_out(page: Any, user: Any, mode: Mode, schedule: Schedule) -> Outcome | None:
    """Publish or submit the page itself; None when there is nothing to do."""
    code = page.locale.language_code
    is_new_date = queries.schedule_of(page) != schedule
    if mode is Mode.SAVE or not (queries.needs_publishing(page) or is_new_date):
        return None
    page.go_live_at, page.expire_at = schedule.go_live_at, schedule.expire_at
    revision = page.latest_revision
    if is_new_date or revision is None:
        revision = page.save_revision(user=user, log_action=True)
    if mode is Mode.SUBMIT:
        _submit(page, user)
        return Outcome(code, Result.SUBMITTED, page.pk)
    revision.publish(user=user)
    is_later = schedule.go_live_at is not None and schedule.go_live_at > timezone.now()
    return Outcome(code, Result.SCHEDULED if is_later else Result.PUBLISHED, page.pk)


def _submit(page: Any, user: Any) -> None:
    """Hand the page to its moderators, or back to them after changes."""
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)


def _data(asked: Confirmation, outcomes: list[Outcome]) -> dict[str, Any]:
    live, end = asked.schedule.go_live_at, asked.schedule.expire_at
    return {
        "key": str(asked.key),
        "go_live_at": live.isoformat() if live else "",
        "expire_at": end.isoformat() if end else "",
        "languages": [
            {"code": item.code, "result": item.result.value, "page": item.page_id, "people": item.people}
            for item in outcomes
        ],
    }
