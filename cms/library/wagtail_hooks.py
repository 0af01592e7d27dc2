"""Guards the addresses of documents; tells editors how far the pictures of their pages are."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from . import permissions, queries
from .models import Document


@hooks.register("before_serve_document", order=-10)
def only_published(document: Document, request: HttpRequest) -> None:
    """Answer as if a private document did not exist, but to those who may choose it."""
    if not document.is_public and not permissions.may_see(request.user, document):
        raise Http404


@hooks.register("after_publish_page")
def say_how_far_after_publication(request: HttpRequest, page: Page) -> None:
    _say_how_far(request, page)


@hooks.register("before_edit_page")
def say_how_far_meanwhile(request: HttpRequest, page: Page) -> None:
    """Reloading the page in the editors' screens shows the progress."""
    if request.method == "GET" and page.live:
        _say_how_far(request, page)


def _say_how_far(request: HttpRequest, page: Page) -> None:
    progress = queries.progress_of(page)
    if not progress.is_complete:
        text = _(
            "The pictures of this page are being made ready: %(ready)s of %(wanted)s sizes. "
            "Visitors see each as soon as it is there."
        )
        messages.info(request, text % {"ready": progress.ready, "wanted": progress.wanted})
