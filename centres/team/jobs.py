"""What the clock does for teams, and for those who do not come."""

from __future__ import annotations

from datetime import timedelta

from cms.core import clock

from . import services


def keep_teams() -> None:
    """Derive the memberships of everybody; write down which invitations expired."""
    services.derive_memberships()
    services.expire_invitations()


def remind_and_forget() -> None:
    services.remind_of_endings()
    services.forget_invitations()


clock.register("teams", every=timedelta(minutes=5), function=keep_teams)
clock.register("team_reminders", every=timedelta(hours=6), function=remind_and_forget)
