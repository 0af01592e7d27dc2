"""What follows when a person, an address or a second factor changes."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from .models import User
from .permissions import SECOND_FACTORS
from .services import end_other_sessions, keep_address


@receiver(post_save, sender=User, dispatch_uid="accounts.keep_address")
def follow_user(
    sender: type[User],
    instance: User,
    created: bool,
    raw: bool,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """A superuser is made by somebody with a shell, who vouches for the address; nobody else is vouched for here."""
    if not raw and (update_fields is None or "email" in update_fields):
        keep_address(user=instance, verified=created and instance.is_superuser)


@receiver(email_changed, dispatch_uid="accounts.email_changed")
def keep_own_session(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """A new address ends every session (User.get_session_auth_hash) but the one that changed it, under a new key."""
    end_other_sessions(user=user, current_key=request.session.session_key if request else None)
    if request is not None and request.user.pk == user.pk:
        request.user.email = user.email
        update_session_auth_hash(request, request.user)
        UserSession.objects.create_from_request(request)


@receiver(authenticator_added, dispatch_uid="accounts.authenticator_added")
def end_sessions_without_second_factor(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Whoever else was signed in did not show the second factor."""
    if authenticator.type in SECOND_FACTORS:
        end_other_sessions(user=user, current_key=request.session.session_key)
