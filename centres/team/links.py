"""The link of an invitation: signed, good for 14 days and until the invitation is answered."""

from __future__ import annotations

from cms.core import signed_links

from .enums import OPEN_FOR
from .models import Invitation

PURPOSE = "centres.team.invitation"


def make(invitation: Invitation) -> str:
    return signed_links.make(PURPOSE, invitation.pk, state=_state(invitation))


def read(token: str) -> Invitation:
    """Return the open invitation of a link. Raises signed_links.LinkError when the link is not good."""
    found: dict[int, Invitation] = {}

    def state(pk: int) -> str:
        found[pk] = Invitation.objects.select_related("centre", "invited_by").filter(pk=pk).first() or Invitation()
        return _state(found[pk])

    invitation = found.get(signed_links.read(PURPOSE, token, OPEN_FOR, state=state))
    if invitation is None or not invitation.is_open:
        raise signed_links.Expired(PURPOSE)
    return invitation


def _state(invitation: Invitation) -> str:
    return f"{invitation.state}:{invitation.email}"
