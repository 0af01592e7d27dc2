"""Headers that every answer carries, error pages made outside the other middleware too."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER as CSP_HEADER
from csp.utils import build_policy
from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

OFFICE_PREFIX = "/cms/"
PERSONAL_PREFIXES = (OFFICE_PREFIX, "/accounts/")
FILE_PREFIXES = (settings.MEDIA_URL, str(settings.STATIC_URL))
NO_STORE = "private, no-store"


def policy(request: HttpRequest) -> str:
    """Return the content security policy of this address: strict, but for the editors' screens (wagtail#1288)."""
    if request.path_info.startswith(OFFICE_PREFIX):
        return build_policy(config=settings.CMS_CONTENT_SECURITY_POLICY)
    return build_policy()


def protect(request: HttpRequest, response: HttpResponseBase) -> None:
    """Add the safety headers that are missing, whichever middleware the answer did or did not pass."""
    if CSP_HEADER not in response and not getattr(response, "_csp_exempt", False):
        response[CSP_HEADER] = policy(request)
    response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
    response.headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)


def is_personal(request: HttpRequest) -> bool:
    """Say whether the answer may hold something of one person; no session is opened to find out.

    What puts it there (the ticket of a form) says so by `request.is_personal`.
    """
    if request.path_info.startswith(PERSONAL_PREFIXES) or getattr(request, "is_personal", False):
        return True
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return False
    try:
        return request.user.is_authenticated
    except DatabaseError:
        return True


class HeadersMiddleware:
    """Content-Security-Policy where django-csp sets none, Content-Language, and no storing of personal pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(FILE_PREFIXES):
            return response
        if not settings.DEBUG:
            protect(request, response)
        if response.get("Content-Type", "").startswith("text/html"):
            language = getattr(request, "LANGUAGE_CODE", "") or translation.get_language()
            if language:
                response.headers.setdefault("Content-Language", language)
        if "no-store" not in response.get("Cache-Control", "") and is_personal(request):
            response["Cache-Control"] = NO_STORE
        return response
