"""Parts of a file, so that a browser can jump to any place of a sound or film (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

PIECE = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
# What of the whole answer is true of a part too.
KEPT = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "ETag")


def asked(header: str, size: int) -> range | None:
    """Return the bytes that one range asks for, None when the header is to be passed over.

    Raises ValueError when it asks for nothing that the file has. Several ranges get the whole, as allowed.
    """
    found = ONE_RANGE.fullmatch(header.strip())
    if not found or not any(found.groups()) or max(map(len, found.groups())) > 18:
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < start:
            return None
    if start >= stop:
        raise ValueError(header)
    return range(start, stop)


def ranged(request: HttpRequest, response: FileResponse, size: int) -> HttpResponseBase:
    """Return the part of `response` that the request asks for, or the whole with the word that parts may be had."""
    response.headers["Accept-Ranges"] = "bytes"
    header = request.headers.get("range", "")
    if not header or _has_changed(request, response):
        return response
    try:
        part = asked(header, size)
    except ValueError:
        response.file_to_stream.close()
        refusal = HttpResponse(status=416)
        refusal.headers["Content-Range"] = f"bytes */{size}"
        return refusal
    return response if part is None else _part(response, part, size)


def _has_changed(request: HttpRequest, response: FileResponse) -> bool:
    """Say whether the part would belong to another file than the one the browser holds."""
    condition = request.headers.get("if-range", "")
    return bool(condition) and condition != response.headers.get("ETag")


def _part(response: FileResponse, part: range, size: int) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_pieces(response.file_to_stream, part), status=206)
    for name in KEPT:
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    answer.headers["Content-Length"] = str(len(part))
    answer._resource_closers.extend(response._resource_closers)
    return answer


def _pieces(file: IO[bytes], part: range) -> Iterator[bytes]:
    file.seek(part.start)
    left = len(part)
    while left and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        yield piece
