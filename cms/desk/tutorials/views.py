"""The tutorials in the editors' screens."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cms.core.frame import language_name
from cms.core.translations import direction

from . import queries, services
from .registry import guide


def index(request: HttpRequest) -> HttpResponse:
    """List the tutorials for this person."""
    context = {"tutorials": queries.listed_for(request.user), "language": queries.active_language()}
    return render(request, "desk/tutorials.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, key: str) -> HttpResponse:
    """Show one tutorial, and remember whether it was read."""
    tutorial = queries.tutorial_for(request.user, key)
    if tutorial is None:
        raise Http404
    if request.method == "POST":
        services.mark_read(user=request.user, key=key, read=request.POST.get("read") == "yes")
        return redirect("tutorials")
    text, language = guide(tutorial, queries.active_language()), queries.active_language()
    context = {"guide": text, "is_read": queries.is_read(request.user, key), "is_foreign": text.language != language}
    context |= {"language_name": language_name(text.language), "direction": direction(text.language)}
    return render(request, "desk/tutorial.html", context)
