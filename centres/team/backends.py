"""Who a session belongs to, with the rights of this very moment."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from cms.accounts.models import User

from . import queries, services


class TermsBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which also settles memberships whenever it reads a session's person.

    Every use of a session passes here, before anybody asks for a right. The question whether terms and memberships
    agree is part of the one that reads the person, so it costs no request anything; a difference is settled before the
    person is handed out.
    """

    # Asks `get_user`; the one between them would read the person past it.
    aget_user = BaseBackend.aget_user

    def get_user(self, user_id: int) -> User | None:
        user: Any = queries.signed_in(user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        if user.memberships_differ:
            services.derive_memberships(user_ids=[user.pk])
        if user.serves_today and user.seen_on != timezone.localdate():
            services.note_presence(user=user)
        return user
