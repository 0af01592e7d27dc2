"""Words about terms of office."""

from __future__ import annotations

import sys

from django import template
from django.utils import timezone

from cms.core.frame import language_name

from ...models import Term
from ..enums import InvitationState
from ..models import Invitation

register = template.Library()


@register.filter
def role_of(term: Term) -> str:
    """Return the role with its language: "translator (Esperanto)"."""
    role = str(term.get_role_display())
    return f"{role} ({language_name(term.language)})" if term.language else role


@register.filter
def is_coming(term: Term) -> bool:
    return term.begins_on > timezone.localdate()


@register.filter
def days_left(term: Term) -> int:
    """Return the days of access after today, a large number where no end is set."""
    return (term.ends_on - timezone.localdate()).days if term.ends_on else sys.maxsize


@register.filter
def offer_of(invitation: Invitation) -> str:
    """Return the role that is offered, with its languages."""
    role = str(invitation.get_role_display())
    names = ", ".join(language_name(code) for code in invitation.languages)
    return f"{role} ({names})" if names else role


@register.filter
def may_be_sent(invitation: Invitation) -> bool:
    """Say whether it may be mailed again: nobody answered it or took it back."""
    return invitation.state in (InvitationState.SENT, InvitationState.EXPIRED)
