"""Addresses that machines expect."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

DISALLOWED = ("/cms/", "/accounts/", "/search/", "/demo/", "/language/", "/readyz", "/healthz")
SECURITY_LIFETIME = timedelta(days=180)
ICON = "img/favicon.ico"
THEME_COLOUR = "#ffffff"


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Keep machines out of what is personal or endless, in every language, and show them the sitemap."""
    searches = [f"/{code}/search/" for code, _name in settings.LANGUAGES]
    return _plain(
        [
            "User-agent: *",
            *(f"Disallow: {path}" for path in (*DISALLOWED, *searches)),
            "",
            f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        ]
    )


@require_safe
@cache_control(public=True, max_age=86400)
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116); the date of expiry is always half a year ahead."""
    expires = (timezone.now() + SECURITY_LIFETIME).astimezone(UTC).replace(microsecond=0)
    return _plain(
        [
            f"Contact: {settings.SECURITY_CONTACT}",
            f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
            f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
            f"Canonical: {request.build_absolute_uri(reverse('security_txt'))}",
        ]
    )


@require_safe
def change_password(request: HttpRequest) -> HttpResponseRedirect:
    """Lead password managers to the page that changes a password."""
    return HttpResponseRedirect(reverse("account_change_password"))


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the mark; pages name it themselves, this is for what asks at the root."""
    return HttpResponseRedirect(static(ICON))


def _manifest(language: str) -> dict[str, Any]:
    return {
        "name": _("Citizens of the World"),
        "short_name": settings.WAGTAIL_SITE_NAME,
        "lang": language,
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": THEME_COLOUR,
        "theme_color": THEME_COLOUR,
        "icons": [
            {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        ],
    }


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the site to a device that keeps it on its home screen."""
    language = get_language_from_request(request)
    with override(language):
        response = JsonResponse(_manifest(language), content_type="application/manifest+json")
    response["Vary"] = "Accept-Language"
    return response
