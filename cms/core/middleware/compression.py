"""Compression of what shrinks by it."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PARTIAL_CONTENT = 206
SHRINKING = re.compile(r"text/|image/svg|application/[\w.+-]*(json|xml|javascript)")


class CompressionMiddleware(GZipMiddleware):
    """Leaves pictures, sound and films as they are, and never compresses a part of a file."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if response.status_code == PARTIAL_CONTENT or "Accept-Ranges" in response.headers:
            return response
        if not SHRINKING.match(kind):
            return response
        return super().process_response(request, response)
