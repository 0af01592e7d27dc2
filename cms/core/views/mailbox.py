"""The demonstration's mailbox: what the site would have sent, shown to whoever tries it. Not in production."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.core.models import Mail
from cms.core.queries import latest_mails

PER_PAGE = 25


def _only_in_demonstration() -> None:
    if not settings.DEMO:
        raise Http404("the mailbox belongs to the demonstration")


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first. Context: page_obj."""
    _only_in_demonstration()
    mails = Paginator(latest_mails(), PER_PAGE).get_page(request.GET.get("page"))
    return _private(render(request, "pages/core/mailbox.html", {"page_obj": mails}))


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail: its text, and its HTML part as source only. Context: mail."""
    _only_in_demonstration()
    return _private(render(request, "pages/core/mail.html", {"mail": get_object_or_404(Mail, pk=pk)}))
