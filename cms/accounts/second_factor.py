"""What allauth asks us about the second factor."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Switch the second factor off before you change your address."),
        "cannot_delete_authenticator": _("The second factor of this account cannot be switched off."),
        "cannot_generate_recovery_codes": _("Set up the second factor first: recovery codes belong to it."),
        "incorrect_code": _("This is not the code of this moment. Wait for the next one and type it."),
        "unverified_email": _("Confirm your e-mail address before you set up the second factor."),
    }
