"""Serves pages: our routing, then everything that Wagtail does."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.views import serve as wagtail_serve

from cms.core.routing import resolve
from cms.core.structure import structure_of


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at `path`; hooks, restrictions and previews stay Wagtail's."""
    structure = structure_of(request)
    if structure is None:
        raise Http404
    request._wagtail_route_for_request = resolve(structure, path)  # type: ignore[attr-defined]
    response: HttpResponse = wagtail_serve(request, path)
    return response
