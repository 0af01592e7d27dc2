"""Files, by the store they lie in."""

from __future__ import annotations

import mimetypes

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from . import permissions
from .models import Rendition

INLINE = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}
SANDBOX = "default-src 'none'; sandbox"


def public_media(request: HttpRequest, name: str) -> FileResponse:
    """Answer with a published file; its name changes with its content, so it may be kept for ever."""
    try:
        file = storages["public"].open(name)
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    response = _file_response(file, name)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def private_rendition(request: HttpRequest, pk: int) -> FileResponse:
    """Answer with a picture that is not published, to those who may choose it."""
    rendition = get_object_or_404(Rendition.objects.select_related("image__collection"), pk=pk)
    if not permissions.may_see(request.user, rendition.image):
        raise Http404
    response = _file_response(rendition.file.open(), rendition.file.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file_response(file: object, name: str) -> FileResponse:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file, as_attachment=kind not in INLINE, content_type=kind)  # type: ignore[arg-type]
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
