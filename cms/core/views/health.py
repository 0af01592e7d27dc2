"""Is the process alive, is the site ready."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.core import queries


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process serves; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part is well, else 503 with the parts that are not."""
    parts = queries.readiness()
    ready = all(part["ok"] for part in parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)


@require_safe
def bare(request: HttpRequest) -> HttpResponse:
    """Answer as little as a view can: the yardstick of `./run bench`."""
    return HttpResponse("bare\n", content_type="text/plain; charset=utf-8")
