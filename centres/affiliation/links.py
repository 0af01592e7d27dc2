"""The mailed links to an application: signed, dated, and of one purpose each."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cms.core import signed_links

from .models import Application

RESUME, CONFIRM, STATUS = "affiliation-resume", "affiliation-confirm", "affiliation-status"
# An unconfirmed application is deleted after this time, and its link is dead with it.
CONFIRM_LASTS = timedelta(days=30)
STATUS_LASTS = timedelta(days=400)


def resume_url(application: Application) -> str:
    """Return the absolute address of the form that was begun."""
    return _absolute("affiliation_resume", RESUME, application)


def confirm_url(application: Application) -> str:
    """Return the absolute address of the page that asks to confirm."""
    return _absolute("affiliation_confirm", CONFIRM, application)


def status_url(application: Application) -> str:
    """Return the absolute address of the status page."""
    return _absolute("affiliation_status", STATUS, application)


def _absolute(name: str, purpose: str, application: Application) -> str:
    with override(application.language):
        return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[token_for(purpose, application)])


def token_for(purpose: str, application: Application) -> str:
    """Return a link that dies when the application's address changes."""
    return signed_links.make(purpose, application.reference, state=application.email)


def read(purpose: str, token: str) -> Application | None:
    """Return the application that a link names, None when the link is not good (any more)."""
    found: dict[str, Application] = {}

    def address(reference: str) -> str:
        application = Application.objects.filter(reference=reference).first()
        if application is None:
            raise signed_links.Used(purpose)
        found["it"] = application
        return application.email

    lasts = STATUS_LASTS if purpose == STATUS else CONFIRM_LASTS
    try:
        signed_links.read(purpose, token[:1000], lasts, state=address)
    except signed_links.LinkError:
        return None
    return found["it"]
