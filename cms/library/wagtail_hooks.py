"""Guards the addresses of documents."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail import hooks

from . import permissions
from .models import Document


@hooks.register("before_serve_document", order=-10)
def only_published(document: Document, request: HttpRequest) -> None:
    """Answer as if a private document did not exist, but to those who may choose it."""
    if not document.is_public and not permissions.may_see(request.user, document):
        raise Http404
