"""The checklist of one centre, and the button that publishes its microsite."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from centres.models import Centre
from cms.core import scope
from cms.core.desk_header import desk_header
from cms.core.frame import language_name

from ..permissions import one
from . import queries, registry, services
from .steps import site_address, tree_address


@require_http_methods(["GET", "HEAD", "POST"])
def go_live(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Show a team what is missing; let its manager go live."""
    centre = one(request.user, Centre.objects.all(), centre_id)
    may = scope.allows(request.user, "change", centre)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        return _gone_live(request, centre)
    context = {"centre": centre, "may": may, "lines": registry.lines_for(centre), "languages": _languages(centre)}
    ways = {"tree_url": tree_address(centre), "site_url": site_address(centre)}
    return render(request, "desk/affiliation/go_live.html", {**context, **ways, **_header(centre)})


def _languages(centre: Centre) -> list[str]:
    """Return the names of the languages that would be published."""
    homes = [home for home, _below in queries.never_shown(centre)] if centre.is_open else []
    return [language_name(home.locale.language_code) for home in homes]


def _gone_live(request: HttpRequest, centre: Centre) -> HttpResponse:
    try:
        services.go_live(centre=centre, actor=request.user)
        messages.success(request, gettext("“%(name)s” is live.") % {"name": centre.name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("affiliation_go_live", centre.pk)


def _header(centre: Centre) -> dict[str, Any]:
    return desk_header(gettext("Go live"), icon="globe", subtitle=centre.name)
