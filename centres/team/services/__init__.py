"""Every write about teams: invitations, terms of office, the memberships that follow from them."""

from .accepting import accept_as_new_person, accept_invitation
from .inviting import (
    decline_invitation,
    expire_invitations,
    forget_invitations,
    invite,
    send_again,
    withdraw_all,
    withdraw_invitation,
)
from .memberships import derive_memberships, note_presence
from .reminding import remind_of_endings
from .terms import begin_term, change_role, end_term, renew_term

__all__ = [
    "accept_as_new_person",
    "accept_invitation",
    "begin_term",
    "change_role",
    "decline_invitation",
    "derive_memberships",
    "end_term",
    "expire_invitations",
    "forget_invitations",
    "invite",
    "note_presence",
    "remind_of_endings",
    "renew_term",
    "send_again",
    "withdraw_all",
    "withdraw_invitation",
]
