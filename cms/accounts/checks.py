"""What would let somebody into the editors' screens without the proof that the settings promise."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError
from django.urls import NoReverseMatch, resolve, reverse

from .queries import office_people_without_second_factor

AUTHENTICATION = "django.contrib.auth.middleware.AuthenticationMiddleware"
SECOND_FACTOR = "cms.accounts.middleware.SecondFactorMiddleware"
# Addresses where Wagtail would sign people in by password alone.
WAGTAIL_SIGN_INS = ("wagtailadmin_login", "wagtailcore_login")


@checks.register(checks.Tags.security)
def check_second_factor(**kwargs: Any) -> list[checks.CheckMessage]:
    """The middleware that asks for the second factor must be there, after the one that knows who asks."""
    order = list(settings.MIDDLEWARE)
    found: list[checks.CheckMessage] = []
    if SECOND_FACTOR not in order or order.index(SECOND_FACTOR) < order.index(AUTHENTICATION):
        found.append(checks.Error(f"{SECOND_FACTOR} must follow {AUTHENTICATION}.", id="accounts.E001"))
    if "totp" not in settings.MFA_SUPPORTED_TYPES:
        found.append(checks.Error("MFA_SUPPORTED_TYPES must hold totp.", id="accounts.E002"))
    if not settings.DEMO and getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None):
        found.append(checks.Error("MFA_TOTP_INSECURE_BYPASS_CODE opens every account.", id="accounts.E003"))
    if settings.ACCOUNT_RATE_LIMITS is False:
        found.append(checks.Error("ACCOUNT_RATE_LIMITS is off: passwords could be tried out.", id="accounts.E004"))
    return found


@checks.register(checks.Tags.security, deploy=True)
def check_sign_ins(**kwargs: Any) -> list[checks.CheckMessage]:
    """Wagtail's own sign-in pages must lead to ours: they ask for no second factor."""
    return [
        checks.Error(f"{name} signs people in without a second factor.", id="accounts.E005")
        for name in WAGTAIL_SIGN_INS
        if not _leads_to_ours(name)
    ]


def _leads_to_ours(name: str) -> bool:
    try:
        return resolve(reverse(name)).func.__module__ == "cms.accounts.views"
    except NoReverseMatch:
        return True


@checks.register(checks.Tags.security, deploy=True)
def check_people(**kwargs: Any) -> list[checks.CheckMessage]:
    """Tell how many people of the office have yet to set up their second factor."""
    try:
        count = office_people_without_second_factor().count()
    except DatabaseError:
        return []
    if not count:
        return []
    text = f"{count} person(s) with access to /cms/ have no second factor yet; they cannot enter before."
    return [checks.Info(text, id="accounts.I001")]
