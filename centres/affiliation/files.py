"""Gives signed conventions to those whom a view let through."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.http import FileResponse, Http404

SANDBOX = "default-src 'none'; sandbox"


def private_file(file: Any) -> FileResponse:
    """Answer with a file of the private store, as a download that runs nothing."""
    if not file:
        raise Http404
    try:
        opened = file.storage.open(file.name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=f"convention{PurePosixPath(file.name).suffix}",
        content_type="application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
