"""Judges the ids in the addresses of /cms/, and says whose eyes the screens are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied, reject_request

from .. import judges
from ..viewer import viewer, viewing

OFFICE = "/cms/"
ENTER = "wagtailadmin.access_admin"


class JudgesMiddleware:
    """Comes after everything that says who somebody is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(OFFICE):
            return self.get_response(request)
        with viewing(request.user):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        user = viewer()
        match = request.resolver_match
        if user is None or match is None:
            return None
        query = dict(request.GET.lists())
        if not judges.allows_address(user, match.view_name, view, kwargs, query):
            view = _refused
        elif match.view_name in judges.answers and user.has_perm(ENTER):
            view = judges.answers[match.view_name]
        else:
            return None
        answer: HttpResponseBase = view(request, **kwargs)
        return answer


def _refused(request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
    """Answer as Wagtail does: the sign-in for whoever may not enter at all, else the first page and a word."""
    may_enter = request.user.has_perm(ENTER)
    answer: HttpResponseBase = permission_denied(request) if may_enter else reject_request(request)
    return answer
