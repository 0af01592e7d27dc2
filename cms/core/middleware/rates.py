"""Limits on what people who are not signed in may ask for, by allauth's limiter over the shared cache."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.internal.ratelimit import consume, get_ip, parse_rates
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


def client_address(request: HttpRequest) -> str:
    """Return the address that the trusted proxies vouch for (ALLAUTH_TRUSTED_PROXY_COUNT), IPv6 cut to its network.

    A malformed or too short X-Forwarded-For gains nothing: then the peer's own address counts.
    """
    try:
        return str(get_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return str(request.META.get("REMOTE_ADDR") or "unknown")


def used_up(request: HttpRequest, action: str, rate: str, *, key: str) -> bool:
    """Count one `action` of `key`; say whether its rate ("30/m/ip", several with commas) was used up before."""
    by_key = ",".join(f"{item.amount}/{item.duration}s/key" for item in parse_rates(rate))
    usage = consume(request, app="mondcivitan", action=action, config={action: by_key}, key=key, limit_get=True)
    return usage is None


def refused(request: HttpRequest, action: str, rate: str) -> HttpResponseBase | None:
    """Count one `action` of the visitor's address; return the answer 429 when its rate is used up."""
    if not used_up(request, action, rate, key=client_address(request)):
        return None
    from cms.core.views.errors import too_many_requests  # noqa: PLC0415 -- errors use the headers middleware

    return too_many_requests(request, retry_after=int(max(item.duration for item in parse_rates(rate))))


def search_refused(request: HttpRequest) -> HttpResponseBase | None:
    """Return the answer 429 when this address searched more than SEARCH_RATE allows."""
    return refused(request, "search", settings.SEARCH_RATE)


class PostRateMiddleware:
    """Holds POSTs by people who are not signed in to PUBLIC_POST_RATE."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE_METHODS and not request.user.is_authenticated:
            refusal = refused(request, "post", settings.PUBLIC_POST_RATE)
            if refusal is not None:
                return refusal
        return self.get_response(request)
