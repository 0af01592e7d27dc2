"""Judges the ids in the addresses of /cms/, and says whose eyes the screens are for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
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
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = _for_eyes(request.user, cast("Iterable[bytes]", response.streaming_content))
        return response

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


def _for_eyes(user: Any, parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the parts of a stream, such as a table of thousands of rows: each is made after the view has returned."""
    stream = iter(parts)
    while True:
        with viewing(user):
            part = next(stream, None)
        if part is None:
            return
        yield part


def _refused(request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
    """Answer as Wagtail does: the sign-in for whoever may not enter at all, else the first page and a word."""
    may_enter = request.user.has_perm(ENTER)
    answer: HttpResponseBase = permission_denied(request) if may_enter else reject_request(request)
    return answer
