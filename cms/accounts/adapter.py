"""What allauth asks us about accounts: who may have one, where to go, in which words and language."""

from __future__ import annotations

import time
from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as allauth_context
from allauth.core.internal.httpkit import clean_client_ip
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from cms.core import outbox

from .permissions import may_enter_office
from .queries import language_of_address, preferred_language

# Where the server speaks through a Unix socket, nobody has an address: all share one limit.
NO_ADDRESS = "0.0.0.0"  # noqa: S104 -- nothing listens here


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Write to the office if you think it should be open."),
        "cannot_remove_primary_email": _("You cannot remove the address with which you sign in."),
        "duplicate_email": _("This is already the address of your account."),
        "email_password_mismatch": _("The e-mail address and the password do not go together. Check both."),
        "email_taken": _("This address belongs to another account."),
        "enter_current_password": _("This is not your current password. Type it again."),
        "incorrect_code": _("This is not the code. Check it, or ask for a new one."),
        "incorrect_password": _("This is not your password. Type it again."),
        "invalid_or_expired_key": _("This link no longer works. Ask for a new one."),
        "invalid_login": _("The e-mail address and the password do not go together. Check both."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
        "rate_limited": _("That was too often in a short time. Wait a few minutes and try again."),
        "same_as_current": _("This is already the address of your account."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait a quarter of an hour, or reset your password: that always works."
        ),
        "unverified_primary_email": _("Confirm your e-mail address first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Staff are made by administrators; citizens will register on their own pages."""
        return False

    def is_safe_url(self, url: str) -> bool:
        return is_own_address(url, allauth_context.request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home" if may_enter_office(request.user) else "accounts_start")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts_start")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("accounts_start" if self.request.user.is_authenticated else "account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago is not asked again: setting up the second factor comes right after."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that the trusted proxies vouch for; a forged header gains nothing and breaks nothing."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return clean_client_ip(str(request.META.get("REMOTE_ADDR") or "")) or NO_ADDRESS

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Go on in the language that this person chose."""
        language = preferred_language(user)
        with translation.override(language or translation.get_language()):
            response = super().post_login(request, user, **kwargs)
        if language:
            remember_language(response, language)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail to the outbox, in the language of whom it reaches."""
        person = context.get("user")
        chosen = preferred_language(person) if person else language_of_address(email)
        language = chosen or translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            message = self.render_mail(
                template_prefix,
                email,
                {
                    "email": email,
                    "site_name": settings.WAGTAIL_SITE_NAME,
                    "site_url": settings.WAGTAILADMIN_BASE_URL,
                    **context,
                },
                headers={"Auto-Submitted": "auto-generated"},
            )
        outbox.post(message=message, language=language, notice=template_prefix.replace("/email/", "."))

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """A mail's templates need no request: what a visitor's page shows is no part of it."""
        context.pop("request", None)
        return super().render_mail(template_prefix, email, context, headers)


def is_own_address(url: str, request: HttpRequest) -> bool:
    """Say whether `url` is a path of this very host: another allowed host is another site to whoever reads it."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def remember_language(response: HttpResponse, language: str) -> None:
    """Set the cookie that Django reads the visitor's language from."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=cast("Any", settings.LANGUAGE_COOKIE_SAMESITE),
    )
