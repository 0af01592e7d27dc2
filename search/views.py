"""Search pages: the results in the visitor's language, suggestions while typing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from cms.core.frame import language_name
from cms.core.middleware.rates import client_address, search_refused

from . import missed, queries
from .engines.base import PAGE_SIZE
from .forms import Asked, read_asked, read_language
from .models import Promotion
from .permissions import languages_of, may_see_missed_words

NO_INDEX = "noindex, follow"


@require_safe
def results(request: HttpRequest) -> HttpResponseBase:
    """Show what is found in the visitor's language."""
    refusal = search_refused(request)
    if refusal is not None:
        return refusal
    asked, language = read_asked(request.GET), get_language()
    found = queries.results(asked.text, language, filters=asked.filters, page=asked.page, request=request)
    if asked.text and not found.total and not found.unfiltered:
        missed.note(text=asked.text, language=language, visitor=client_address(request))
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


def missed_words(request: HttpRequest) -> HttpResponseBase:
    """Show editors what was asked for and not found in their languages."""
    if not may_see_missed_words(request.user):
        raise PermissionDenied
    rows = queries.missed_words(languages_of(request.user))
    return render(request, "desk/missed_words.html", {"rows": [_missed(row) for row in rows]})


def _missed(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with the address of a recommendation that begins with its words."""
    asked = urlencode({"phrases": row["words"], "language": row["language"]})
    address = f"{reverse(Promotion.snippet_viewset.get_url_name('add'))}?{asked}"
    return {**row, "name": language_name(row["language"]), "address": address}


def _context(request: HttpRequest, asked: Asked, found: queries.Results, language: str) -> dict[str, Any]:
    """Return finished values for the template."""
    useful = not asked.text or not found.total
    return {
        "asked": asked,
        "results": found,
        "recommended": queries.recommended(asked.text, language, request=request) if found.page == 1 else [],
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
