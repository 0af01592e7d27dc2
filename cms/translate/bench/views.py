"""The bench: one screen for one translation, and what its script asks while a person types."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST
from wagtail_localize.models import Translation

from cms.core.desk_header import desk_header

from ..work.queries import work_of
from . import acting, answering, permissions, queries
from . import preview as previews
from .forms import in_hand, posted
from .presentation import Screen

# Nothing runs in a preview, and only this site shows it.
PREVIEW_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "script-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)


def bench(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the bench; without scripts, also keep what was typed and do what was pressed."""
    translation = _translation(request, pk)
    if request.method == "POST":
        done = acting.act(request, translation, posted(request.POST))
        if done is not None:
            return done
    screen = _screen(request, translation)
    return render(request, "desk/bench/bench.html", {"screen": screen, "bench": screen.bench, "work": screen.work})


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the target page with the texts of the form, kept or not."""
    translation = _translation(request, pk)
    if not previews.can_render(translation):
        raise Http404
    typed = in_hand(request.POST) if request.method == "POST" else {}
    response = HttpResponse(previews.render(translation=translation, typed=typed, request=request))
    response["Content-Security-Policy"] = PREVIEW_POLICY
    return response


@require_POST
def line(request: HttpRequest, pk: int, key: str) -> JsonResponse:
    """Keep one text, or set it aside, and say how it stands."""
    return answering.answer(_translation(request, pk), key, request.POST, request.user)


@require_GET
def help_with(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Show what may help with one text: former translations, the memory, the glossary."""
    translation = _translation(request, pk)
    found = queries.line_of(translation, key)
    if found is None:
        raise Http404
    queries.light(translation, [found])
    return render(request, "desk/bench/_help.html", answering.help_for(translation, found))


def remarks(request: HttpRequest) -> HttpResponse:
    """List the comments in which this person has the next word."""
    header = desk_header(gettext("Comments on translations"), icon="comment")
    context = {"threads": queries.threads_waiting_for(request.user), **header}
    return render(request, "desk/bench/remarks.html", context)


def _translation(request: HttpRequest, pk: int) -> Translation:
    found = queries.translation_of(pk)
    if found is None or not queries.has_source(found):
        raise Http404
    if not permissions.may_open(request.user, found):
        raise PermissionDenied
    return found


def _screen(request: HttpRequest, translation: Translation) -> Screen:
    found: Any = queries.bench_of(translation)
    queries.light(translation, found.lines)
    work = work_of(translation) or queries.new_work(translation)
    return Screen(found, request.user, work, show=request.GET.get("show", ""), at=request.GET.get("at", ""))
