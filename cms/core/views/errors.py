"""Error pages, styled and in the visitor's language, and safe when the site itself is what failed."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import loader
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.middleware.headers import protect

logger = logging.getLogger(__name__)

TITLES = {
    400: gettext_lazy("This request cannot be understood"),
    403: gettext_lazy("You may not see this page"),
    404: gettext_lazy("This page does not exist"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong on our side"),
    503: gettext_lazy("The site is not available at the moment"),
}
# What these pages may not touch is broken when they are shown.
BARE = (500, 503)


def visitor_language(request: HttpRequest) -> str:
    """Return the language of the address, of the cookie or of Accept-Language, whichever speaks first."""
    return translation.get_language_from_request(request, check_path=True)


def _plain(status: int, reason: str) -> str:
    title = escape(str(TITLES[status]))
    language = translation.get_language() or settings.LANGUAGE_CODE
    direction = "rtl" if translation.get_language_bidi() else "ltr"
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body><main><h1>{title}</h1><p>{escape(reason)}</p></main></body></html>"
    )


def _body(request: HttpRequest, status: int, context: dict[str, Any]) -> str:
    name = f"errors/{status}.html"
    for template, with_request in ((name, status not in BARE), ("errors/bare.html", False)):
        try:
            return loader.get_template(template).render(context, request if with_request else None)
        except Exception:  # an error page must appear, whatever else fails
            logger.exception("the error page %s could not be rendered", template)
    return _plain(status, context["reason"])


def _context(status: int) -> dict[str, Any]:
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "status": status,
        "title": str(TITLES[status]),
        "reason": "",
        "language": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "home_url": f"/{language}/",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """Return the styled page of `status`, with every safety header and never stored.

    Template context: status, title, language, direction, home_url, reason (maybe empty).
    """
    with translation.override(visitor_language(request)):
        given = {**_context(status), **context}
        response = HttpResponse(_body(request, status, given), status=status)
    response["Content-Language"] = given["language"]
    response["Cache-Control"] = "private, no-store"
    protect(request, response)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400; what was wrong is logged, not told."""
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose token is missing or old."""
    with translation.override(visitor_language(request)):
        advice = _("The form was open for too long, or cookies are off. Go back, reload the page and try again.")
    return error_page(request, 403, reason=advice)


def too_many_requests(
    request: HttpRequest, exception: Exception | None = None, *, retry_after: int = 60
) -> HttpResponseBase:
    """Answer 429 and say when to come back; allauth finds it as `handler429` of the URL configuration."""
    response = error_page(request, 429)
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without database, session or context processors; 503 when it is the database that does not answer."""
    if isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        return service_unavailable(request)
    return error_page(request, 500)


def service_unavailable(request: HttpRequest, *, retry_after: int = 30) -> HttpResponse:
    """Answer 503, as `server_error` does, and say when to come back."""
    response = error_page(request, 503)
    response["Retry-After"] = str(retry_after)
    return response
