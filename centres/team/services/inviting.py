"""Invitations: asked, sent again, withdrawn, declined, expired."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.queries import language_of_address
from cms.core import audit, notices
from cms.core.frame import language_name

from ...enums import Role
from ...models import Centre
from .. import links, queries
from ..enums import DUTIES, FORGOTTEN_AFTER, OPEN_FOR, SEND_AGAIN_AFTER, InvitationState
from ..models import Invitation
from ..notices import TeamInvitation


@transaction.atomic
def invite(
    *,
    centre: Centre,
    email: str,
    role: Role,
    actor: Any,
    language: str = "",
    name: str = "",
    begins_on: date | None = None,
    ends_on: date | None = None,
    mail_language: str = "",
) -> Invitation | None:
    """Ask an address to serve `centre` and mail it a link that is good for 14 days and for one answer.

    `language` holds a translator's language, or several parted by blanks. `begins_on` None is the day of the answer.
    Idempotent: while the same invitation is open, it is returned unchanged and nothing is mailed; who serves in that
    role already is not asked again (the accepted invitation is returned, None where there was none).
    Raises ValidationError for dates out of order and for languages that the centre does not have.
    """
    Centre.objects.select_for_update().get(pk=centre.pk)
    email, language = email.strip().lower(), " ".join(sorted(set(language.split())))
    _check(centre, Role(role), language, begins_on, ends_on)
    same = Invitation.objects.filter(centre=centre, email=email, role=role, language=language)
    expire_invitations(centre=centre)
    if waiting := same.open().first():
        return waiting
    if queries.serves_already(centre, email, Role(role), language.split()):
        return same.filter(state=InvitationState.ACCEPTED).first()
    invitation = Invitation.objects.create(
        centre=centre,
        email=email,
        name=name.strip(),
        role=role,
        language=language,
        begins_on=begins_on,
        ends_on=ends_on,
        mail_language=_mail_language(centre, email, mail_language),
        invited_by=actor if getattr(actor, "pk", None) else None,
        expires_at=timezone.now() + OPEN_FOR,
    )
    invitation.is_new = True
    _send(invitation)
    audit.record(actor=actor, action="team.invited", obj=invitation, data={"role": role, "language": language})
    return invitation


def _check(centre: Centre, role: Role, language: str, begins_on: date | None, ends_on: date | None) -> None:
    if (role == Role.TRANSLATOR) != bool(language):
        raise ValidationError(_("Choose languages for a translator, and for nobody else."))
    unknown = set(language.split()) - set(queries.languages_of(centre))
    if unknown:
        raise ValidationError(
            _("The centre does not work in this language: %(codes)s.") % {"codes": ", ".join(unknown)}
        )
    if ends_on and ends_on < (begins_on or timezone.localdate()):
        raise ValidationError(_("The last day lies before the first."))


def _mail_language(centre: Centre, email: str, wished: str) -> str:
    """Return what the owner of the address chose, else what the inviter wished, else the centre's first language."""
    site = dict(settings.LANGUAGES)
    for code in (language_of_address(email), wished, *queries.languages_of(centre)):
        if code in site:
            return code
    return settings.LANGUAGE_CODE


def _send(invitation: Invitation) -> None:
    role = Role(invitation.role)
    with override(invitation.mail_language):
        languages = [language_name(code) for code in invitation.languages]
    notices.send(
        TeamInvitation,
        to=invitation.email,
        language=invitation.mail_language,
        context={
            "invitation": invitation,
            "centre": invitation.centre,
            "role": role,
            "duty": DUTIES[role],
            "inviter": str(invitation.invited_by) if invitation.invited_by else "",
            "languages": languages,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("team_invitation", args=[links.make(invitation)]),
        },
    )


@transaction.atomic
def send_again(*, invitation: Invitation, actor: Any) -> Invitation:
    """Mail an unanswered invitation again, open for 14 days from now; an expired one opens again.

    Raises ValidationError when it was answered or withdrawn, and within ten minutes of the last mail.
    """
    invitation = _locked(invitation, InvitationState.SENT, InvitationState.EXPIRED)
    now = timezone.now()
    if invitation.sent_at > now - SEND_AGAIN_AFTER:
        raise ValidationError(_("This was mailed a moment ago. Wait ten minutes before you send it again."))
    others = Invitation.objects.filter(
        centre=invitation.centre, email=invitation.email, role=invitation.role, language=invitation.language
    )
    if others.open().exclude(pk=invitation.pk).exists():
        raise ValidationError(_("A newer invitation waits for this person’s answer."))
    invitation.state, invitation.sent_at, invitation.expires_at = InvitationState.SENT, now, now + OPEN_FOR
    invitation.times_sent += 1
    invitation.save(update_fields=["state", "sent_at", "expires_at", "times_sent"])
    _send(invitation)
    audit.record(actor=actor, action="team.invited_again", obj=invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, actor: Any) -> Invitation:
    """Make the link useless. Raises ValidationError when it was answered before."""
    invitation = _locked(invitation, InvitationState.SENT)
    close(invitation=invitation, state=InvitationState.WITHDRAWN)
    audit.record(actor=actor, action="team.invitation_withdrawn", obj=invitation)
    return invitation


def withdraw_all(*, centre: Centre) -> int:
    """Make every open link into a centre useless: it has closed."""
    return centre.invitations.filter(state=InvitationState.SENT).update(
        state=InvitationState.WITHDRAWN, answered_at=timezone.now()
    )


@transaction.atomic
def decline_invitation(*, invitation: Invitation) -> Invitation:
    """Write down that the person does not want to. Raises ValidationError when it is no longer open."""
    invitation = _locked(invitation, InvitationState.SENT)
    close(invitation=invitation, state=InvitationState.DECLINED)
    audit.record(actor=None, action="team.invitation_declined", obj=invitation)
    return invitation


def close(*, invitation: Invitation, state: InvitationState, accepted_by: Any = None) -> None:
    invitation.state, invitation.accepted_by, invitation.answered_at = state, accepted_by, timezone.now()
    invitation.save(update_fields=["state", "accepted_by", "answered_at"])


def _locked(invitation: Invitation, *states: InvitationState) -> Invitation:
    """Return the row as it is now, locked. Raises ValidationError when it is in no state of `states`."""
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("centre").get(pk=invitation.pk)
    if locked.state not in states:
        raise ValidationError(_("This invitation is no longer open: %(state)s.") % {"state": locked.shown_state})
    return locked


def expire_invitations(*, centre: Centre | None = None) -> int:
    """Write down which invitations nobody answered in time; return how many."""
    late = Invitation.objects.overdue()
    late = late if centre is None else late.filter(centre=centre)
    return late.update(state=InvitationState.EXPIRED)


def forget_invitations() -> int:
    """Delete what led to nothing, and with it the address, 90 days after; return how many."""
    useless = (InvitationState.DECLINED, InvitationState.WITHDRAWN, InvitationState.EXPIRED)
    old = Invitation.objects.filter(state__in=useless, sent_at__lt=timezone.now() - FORGOTTEN_AFTER)
    number, _by_model = old.delete()
    return int(number)
