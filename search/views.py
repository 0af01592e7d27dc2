"""Search pages: the results in the visitor's language, suggestions while typing."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from cms.core.frame import language_name
from cms.core.middleware.rates import search_refused

from . import queries
from .engines.base import PAGE_SIZE
from .forms import Asked, read_asked, read_language

NO_INDEX = "noindex, follow"


@require_safe
def results(request: HttpRequest) -> HttpResponseBase:
    """Show what is found in the visitor's language."""
    refusal = search_refused(request)
    if refusal is not None:
        return refusal
    asked, language = read_asked(request.GET), get_language()
    found = queries.results(asked.text, language, filters=asked.filters, page=asked.page, request=request)
    response = render(request, "pages/search/results.html", _context(request, asked, found, language))
    response["X-Robots-Tag"] = NO_INDEX
    return response


@require_safe
def suggest(request: HttpRequest) -> HttpResponseBase:
    """Return pages for words that are being typed, as JSON."""
    refusal = search_refused(request)
    if refusal is not None:
        return refusal
    language = read_language(request.GET)
    with override(language):
        found = queries.suggestions(read_asked(request.GET).text, language, request=request)
    response = JsonResponse(found, safe=False)
    response["X-Robots-Tag"] = NO_INDEX
    return response


def _context(request: HttpRequest, asked: Asked, found: queries.Results, language: str) -> dict[str, Any]:
    """Return finished values for the template."""
    useful = not asked.text or not found.total
    return {
        "asked": asked,
        "results": found,
        "language_name": language_name(language),
        "page_obj": Paginator(range(found.total), PAGE_SIZE).get_page(found.page),
        "has_filters": bool(asked.filters),
        "unfiltered_url": f"?{urlencode({'q': asked.text})}",
        "elsewhere": [_elsewhere(code, count, asked) for code, count in found.elsewhere.items()],
        "proposals": [{"text": text, "url": f"?{urlencode({'q': text})}"} for text in found.proposals],
        "useful_pages": queries.useful_pages(language, request=request) if useful else [],
    }


def _elsewhere(code: str, count: int, asked: Asked) -> dict[str, Any]:
    with override(code):
        address = reverse("search")
    return {
        "language": code,
        "name": language_name(code),
        "count": count,
        "url": f"{address}?{urlencode({'q': asked.text})}",
    }
