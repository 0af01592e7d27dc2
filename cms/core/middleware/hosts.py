"""Old host names lead to the new one for ever."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port


class HostRedirectMiddleware:
    """Sends the hosts named in HOST_REDIRECTS elsewhere, with the path and query they came with.

    Only a host that is a key of the setting is answered, and the answer's host is the setting's: what a client writes
    into its Host header never becomes an address. Reading answers 301; the rest 308, so that a form keeps its method
    and body.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        target = self._target(request)
        if not target:
            return self.get_response(request)
        reads = request.method in ("GET", "HEAD")
        return HttpResponsePermanentRedirect(target + request.get_full_path(), preserve_request=not reads)

    def _target(self, request: HttpRequest) -> str:
        if not settings.HOST_REDIRECTS:
            return ""
        domain, _port = split_domain_port(request.META.get("HTTP_HOST", ""))
        return str(settings.HOST_REDIRECTS.get(domain, "")).rstrip("/")
