"""Answers with the directory's files: `?language=` names the language, else the visitor's is taken."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from cms.core.translations import NATIVE_NAMES

from . import files
from .entries import Entry, read_entries

FRESH_SECONDS = 300
WRITERS: dict[str, Callable[[list[Entry], str], str]] = {files.GEOJSON: files.geojson, files.CSV: files.table}


@require_safe
def directory_file(request: HttpRequest, *, form: str) -> HttpResponse:
    """Answer with all centres that visitors find, or with 304 to a reader who has them already."""
    asked = request.GET.get("language", "")
    language = asked if asked in NATIVE_NAMES else get_language() or settings.LANGUAGE_CODE
    with override(language):
        entries = read_entries(request, language)
        body = WRITERS[form](entries, f"{request.scheme}://{request.get_host()}")
    response = HttpResponse(body, content_type=f"{form}; charset=utf-8")
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["ETag"] = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response
