"""The checklist of one centre, and the button that publishes its microsite."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from centres.models import Centre
from cms.core import scope

from ..permissions import one
from . import queries, registry, services
from .steps import tree_address


@require_http_methods(["GET", "HEAD", "POST"])
def go_live(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Show a team what is missing; let its manager go live."""
    centre = one(request.user, Centre.objects.all(), centre_id)
    may = scope.allows(request.user, "change", centre)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        return _gone_live(request, centre)
    lines = registry.lines_for(centre)
    context = {"centre": centre, "lines": lines, "may": may, "tree_url": tree_address(centre), **_header(centre)}
    return render(request, "desk/affiliation/go_live.html", {**context, "languages": _languages(centre)})


def _languages(centre: Centre) -> list[str]:
    """Return the codes of the languages that would be published."""
    return [home.locale.language_code for home, _below in queries.never_shown(centre)] if centre.is_open else []


def _gone_live(request: HttpRequest, centre: Centre) -> HttpResponse:
    try:
        services.go_live(centre=centre, actor=request.user)
        messages.success(request, gettext("“%(name)s” is live.") % {"name": centre.name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("affiliation_go_live", centre.pk)


def _header(centre: Centre) -> dict[str, str]:
    title = gettext("Go live")
    return {"header_title": title, "page_title": title, "page_subtitle": centre.name, "header_icon": "globe"}
