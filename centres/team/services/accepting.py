"""Accepting an invitation, with an account or for the first one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.services import make_account
from cms.core import audit

from ...enums import Role
from ...models import Term
from .. import queries
from ..enums import InvitationState
from ..models import Invitation
from .inviting import close
from .terms import begin_term


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> list[Term]:
    """Give `user` the terms that were offered to this person's address.

    Raises PermissionDenied when the address is not theirs, ValidationError when the invitation is no longer open.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("centre").get(pk=invitation.pk)
    if queries.account_of(locked.email) != user:
        raise PermissionDenied
    if not locked.is_open:
        raise ValidationError(_("This invitation is no longer open: %(state)s.") % {"state": locked.shown_state})
    close(invitation=locked, state=InvitationState.ACCEPTED, accepted_by=user)
    terms = [
        begin_term(
            centre=locked.centre,
            user=user,
            role=Role(locked.role),
            actor=locked.invited_by,
            language=code,
            begins_on=locked.begins_on,
            ends_on=locked.ends_on,
        )
        for code in locked.languages or [""]
    ]
    audit.record(actor=user, action="team.invitation_accepted", obj=locked)
    return terms


@transaction.atomic
def accept_as_new_person(*, invitation: Invitation, first_name: str, last_name: str, password: str = "") -> User:
    """Make the account of somebody who has none, with the address that the link proved, and accept for them.

    Raises ValidationError when somebody has this address by now.
    """
    if queries.account_of(invitation.email):
        raise ValidationError(_("This address has an account by now. Sign in to accept."))
    person: Any = make_account(
        email=invitation.email,
        first_name=first_name,
        last_name=last_name,
        password=password,
        language=invitation.mail_language,
    )
    accept_invitation(invitation=invitation, user=person)
    return person
