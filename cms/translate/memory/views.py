"""The memory in the editors' screens."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.accounts.queries import language_roles_of
from cms.core.frame import language_name

from ..models import MemoryUnit
from . import permissions, queries, services, tmx
from .presentation import row_of

PER_PAGE = 25
LONGEST = 500


def _pair(request: HttpRequest) -> tuple[str, str]:
    """Return the pair that was asked for, or the largest, into one's own languages if there is one.

    ("", "") while the memory is empty. Raises Http404.
    """
    known = {(source, target): number for source, target, number in queries.pairs()}
    asked = request.GET.get("pair", "")
    if not asked:
        own = set().union(*language_roles_of(request.user).values())
        return max(known, key=lambda pair: (pair[1] in own, known[pair])) if known else ("", "")
    source, _sign, target = asked.partition(">")
    if (source, target) not in known:
        raise Http404
    return source, target


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Search a pair. Context: rows, page_obj (without words), words, pair, pairs, may_keep."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    source, target = _pair(request)
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    context: dict[str, Any] = {
        "words": words,
        "pair": f"{source}>{target}",
        "pairs": [
            (f"{one}>{other}", f"{language_name(one)} → {language_name(other)}", number)
            for one, other, number in queries.pairs()
        ],
        "may_keep": permissions.may_keep(request.user),
    }
    return render(request, "desk/translate/memory/index.html", context | _rows(request, words, source, target))


def _rows(request: HttpRequest, words: str, source: str, target: str) -> dict[str, Any]:
    if words:
        text = escape(words)
        found = queries.suggestions(
            text=text, source_language=source, target_language=target, limit=PER_PAGE, at_least=30
        )
        return {"rows": [row_of(item, target) for item in found], "page_obj": None}
    page_obj = Paginator(queries.units_of(source, target), PER_PAGE).get_page(request.GET.get("p"))
    return {
        "rows": [row_of(unit, target) for unit in page_obj.object_list],
        "page_obj": page_obj,
        "elided_page_range": page_obj.paginator.get_elided_page_range(page_obj.number),
    }


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Take a pair away as TMX, or all of them."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    source, target = _pair(request) if request.GET.get("pair") else ("", "")
    units = queries.units_of(source, target)
    response = StreamingHttpResponse(
        tmx.write(units.iterator(chunk_size=1000)), content_type="application/x-tmx+xml; charset=utf-8"
    )
    name = f"mondcivitan-{source}-{target}.tmx" if source else "mondcivitan.tmx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Context: row."""
    unit = get_object_or_404(MemoryUnit, pk=pk)
    if not permissions.may_keep(request.user):
        raise PermissionDenied
    if request.method == "POST":
        services.forget(unit=unit, user=request.user)
        messages.success(request, _("The text was forgotten."))
        return redirect("translate_memory")
    return render(request, "desk/translate/memory/forget.html", {"row": row_of(unit, unit.target_language)})
