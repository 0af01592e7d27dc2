"""Files, by the store they lie in."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.documents.views.serve import serve as wagtail_document

from . import permissions, queries, stores
from .media_kinds import TYPES, media_type
from .models import Document, Rendition
from .ranges import ranged

# What may be shown in a page, by the ending that we gave the file ourselves. Anything else is a download.
SHOWN = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    **{f".{kind}": name for kind, name in TYPES.items()},
}
DOWNLOAD = "application/octet-stream"
SANDBOX = "default-src 'none'; sandbox"


@require_safe
def public_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a published file; its name changes with its content, so it may be kept for ever."""
    if any(part.startswith(".") for part in name.split("/")):
        raise Http404
    file = _open_public(name)
    response = ranged(request, _file_response(file, name), file.size)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def private_rendition(request: HttpRequest, pk: int) -> FileResponse:
    """Answer with a picture that is not published, to those who may choose it."""
    rendition = get_object_or_404(Rendition.objects.select_related("image__collection"), pk=pk)
    if not permissions.may_see(request.user, rendition.image):
        raise Http404
    try:
        file = rendition.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = _file_response(file, rendition.file.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Answer with media ourselves, past the same doors: one cannot jump into Wagtail's answer."""
    found = Document.objects.filter(pk=document_id).select_related("collection").first()
    if found is None or found.filename != document_filename or not media_type(document_filename):
        return wagtail_document(request, document_id, document_filename)
    for is_stopped_by in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := is_stopped_by(found, request), HttpResponseBase):
            return answer
    document_served.send(sender=Document, instance=found, request=request)
    return _played(request, found)


@require_safe
def _played(request: HttpRequest, document: Document) -> HttpResponseBase:
    """Answer with a sound, a film or captions, whole or in parts."""
    try:
        file = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = _file_response(file, document.file.name)
    response.headers["ETag"] = f'"{document.get_file_hash()}"'
    answer = ranged(request, response, file.size)
    is_open = document.is_public and not queries.is_behind_a_door(document)
    answer.headers["Cache-Control"] = "public, max-age=3600" if is_open else "private, no-store"
    return answer


def _open_public(name: str) -> Any:
    """Open a public copy; one that was lost is made again."""
    try:
        return storages["public"].open(name)
    except FileNotFoundError as error:
        if not queries.belongs_into_public(name):
            raise Http404 from error
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    stores.copy_to_public([name])
    try:
        return storages["public"].open(name)
    except FileNotFoundError as error:
        raise Http404 from error


def _file_response(file: Any, name: str) -> FileResponse:
    path = PurePosixPath(name)
    kind = SHOWN.get(path.suffix, DOWNLOAD)
    response = FileResponse(file, as_attachment=kind == DOWNLOAD, filename=path.name, content_type=kind)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
