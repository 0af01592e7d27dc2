"""What the secretariat does to a centre, each time with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.enums import NEXT_STATES, CentreState
from centres.models import Centre
from centres.services import change_state


@dataclass(frozen=True)
class Act:
    """One button: from which states, to which one, and what happens then, in words."""

    name: str
    label: Any
    before: frozenset[CentreState]
    after: CentreState
    says: Any
    is_serious: bool = False


ASLEEP = frozenset({CentreState.DORMANT, CentreState.SUSPENDED})
WORKING = frozenset({CentreState.AFFILIATED, CentreState.DORMANT, CentreState.SUSPENDED})
ACTS = (
    Act(
        "dormant",
        _("Mark as dormant"),
        frozenset({CentreState.AFFILIATED, CentreState.SUSPENDED}),
        CentreState.DORMANT,
        _("The microsite stays visible and the team keeps its access. The directory says that the centre sleeps."),
    ),
    Act(
        "suspend",
        _("Suspend"),
        frozenset({CentreState.AFFILIATED, CentreState.DORMANT}),
        CentreState.SUSPENDED,
        _(
            "In every language the microsite shows a notice instead of its pages, and leaves the directory, listings, "
            "search, sitemap and feeds. The team loses access with its next click. All data is kept."
        ),
        is_serious=True,
    ),
    Act(
        "reopen",
        _("Let it work again"),
        ASLEEP,
        CentreState.AFFILIATED,
        _("The microsite shows its pages again, and whoever has a term of office has access again."),
    ),
    Act(
        "close",
        _("Close"),
        WORKING,
        CentreState.CLOSED,
        _(
            "The microsite says in every language that the centre is closed, its pages leave the site, the team loses "
            "access and the convention ends today. All data is kept: the centre can be founded again."
        ),
        is_serious=True,
    ),
    Act(
        "found-again",
        _("Found again"),
        frozenset({CentreState.CLOSED}),
        CentreState.AFFILIATED,
        _(
            "The centre works again with its address, its pages and its history. The usual road is a new application, "
            "which brings three officers and a new convention; use this one when closing was a mistake."
        ),
    ),
)


def acts_for(centre: Centre) -> list[Act]:
    """Return what may be done to a centre in its state."""
    state = CentreState(centre.state)
    return [act for act in ACTS if state in act.before and act.after in NEXT_STATES[state]]


def act_named(centre: Centre, *, name: str) -> Act | None:
    return next((act for act in acts_for(centre) if act.name == name), None)


@transaction.atomic
def perform(*, centre: Centre, act: Act, actor: Any, reason: str) -> Centre:
    """Do it; closing ends the running convention too, and taking the closing back lets it run again."""
    was_closed = centre.state == CentreState.CLOSED
    changed = change_state(centre=centre, state=act.after, actor=actor, reason=reason)
    if act.after == CentreState.CLOSED:
        centre.conventions.filter(ended_on=None).update(ended_on=timezone.localdate())
    elif was_closed:
        _run_again(centre)
    return changed


def _run_again(centre: Centre) -> None:
    """Let the convention run that the last closing ended; one that ended before stays ended."""
    closing = centre.changes.filter(new_state=CentreState.CLOSED).order_by("-at", "-pk").first()
    if closing and not centre.conventions.filter(ended_on=None).exists():
        centre.conventions.filter(ended_on=timezone.localdate(closing.at)).update(ended_on=None)
