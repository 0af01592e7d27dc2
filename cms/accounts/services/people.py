"""Addresses, sessions and languages of people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from cms.core import audit, notices

from ..models import NoticeRefusal, User
from ..notices import Invitation
from ..queries import preferred_language


@transaction.atomic
def keep_address(*, user: User, verified: bool = False) -> EmailAddress | None:
    """Make allauth's row follow `user.email`: one address per person, the primary one.

    Not verified, unless somebody vouches: then the person proves it with a mailed code when signing in.
    """
    if not user.email:
        return None
    address = EmailAddress.objects.filter(user=user, email__iexact=user.email).first()
    if address and address.primary and (address.verified or not verified):
        return address
    EmailAddress.objects.filter(user=user).exclude(pk=address.pk if address else None).delete()
    address = address or EmailAddress(user=user, email=user.email.lower())
    address.primary = True
    address.verified = address.verified or (verified and address.can_set_verified())
    address.save()
    return address


@transaction.atomic
def vouch_for_address(*, user: User, actor: Any) -> EmailAddress | None:
    """Take an administrator's word that the address is this person's."""
    address = keep_address(user=user, verified=True)
    if address:
        audit.record(actor=actor, action="account.address_vouched", obj=user)
    return address


@transaction.atomic
def invite(*, user: User, actor: Any) -> User:
    """Vouch for the address of somebody whom an administrator made, and tell them how to sign in."""
    if not user.password:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    vouch_for_address(user=user, actor=actor)
    path = "account_login" if user.has_usable_password() else "account_request_login_code"
    notices.send(
        Invitation,
        to=user.email,
        language=preferred_language(user) or translation.get_language() or settings.LANGUAGE_CODE,
        context={
            "person": str(user),
            "sign_in_url": settings.WAGTAILADMIN_BASE_URL + reverse(path),
            "email": user.email,
        },
        key=f"{user.pk}:{user.email}",
    )
    audit.record(actor=actor, action="account.invited", obj=user)
    return user


@transaction.atomic
def make_account(*, email: str, first_name: str, last_name: str, language: str, password: str = "") -> User:
    """Make the account of somebody who proved the address; without a password they sign in with mailed codes."""
    user = User.objects.create_user(email, password or None, first_name=first_name, last_name=last_name)
    keep_address(user=user, verified=True)
    choose_language(user=user, language=language)
    audit.record(actor=user, action="account.made", obj=user)
    return user


@transaction.atomic
def choose_language(*, user: User, language: str) -> User:
    """Keep the language in which this person wants mails, account pages and the editors' screens."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"not a language of this site: {language}")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    return user


def end_other_sessions(*, user: User, current_key: str | None) -> int:
    """Sign this person out everywhere but in the session `current_key`; return how many sessions ended."""
    others = UserSession.objects.filter(user=user).exclude(session_key=current_key or "")
    ended = 0
    for session in others:
        session.end()
        ended += 1
    return ended


@transaction.atomic
def choose_notices(*, user: User, wanted: Iterable[str]) -> User:
    """Keep which categories of notices this person wants, of those that may be refused."""
    refused = set(notices.refusable_categories()) - set(wanted)
    NoticeRefusal.objects.filter(user=user).exclude(category__in=refused).delete()
    for category in refused:
        NoticeRefusal.objects.get_or_create(user=user, category=category)
    return user


@transaction.atomic
def refuse_notices(*, email: str, category: str) -> bool:
    """Keep that the owner of an address wants no more notices of a category; say whether somebody owns it."""
    user = User.objects.filter(email__iexact=email).first()
    if user is not None:
        NoticeRefusal.objects.get_or_create(user=user, category=category)
    return user is not None
