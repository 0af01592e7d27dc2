"""Who may enter the editors' screens, and who must prove it twice."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def may_enter_office(user: Any) -> bool:
    """Say whether `user` works in /cms/."""
    return bool(
        user.is_authenticated
        and user.is_active
        and (user.is_superuser or user.is_staff or user.has_perm("wagtailadmin.access_admin"))
    )


def has_second_factor(user: Any) -> bool:
    """Say whether `user` set up a second factor; recovery codes alone are none."""
    return bool(is_mfa_enabled(user, types=list(SECOND_FACTORS)))


def must_enrol(user: Any) -> bool:
    """Say whether `user` has to set up a second factor before the next page of /cms/."""
    return bool(settings.STAFF_SECOND_FACTOR_REQUIRED and may_enter_office(user) and not has_second_factor(user))
