"""Guards the addresses of documents."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks
from wagtail.documents.models import document_served

from . import permissions
from .media_kinds import media_type
from .models import Document
from .views import played_document


@hooks.register("before_serve_document", order=-10)
def only_published(document: Document, request: HttpRequest) -> None:
    """Answer as if a private document did not exist, but to those who may choose it."""
    if not document.is_public and not permissions.may_see(request.user, document):
        raise Http404


@hooks.register("before_serve_document", order=10)
def play_in_parts(document: Document, request: HttpRequest) -> HttpResponseBase | None:
    """Answer with media ourselves, after every door was passed: Wagtail's own answer cannot be jumped into."""
    if not media_type(document.filename):
        return None
    document_served.send(sender=Document, instance=document, request=request)
    return played_document(request, document)
