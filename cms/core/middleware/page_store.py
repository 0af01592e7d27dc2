"""Answers from the page store before anything asks the database."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.utils.cache import get_conditional_response

from cms.core import page_store

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class PageStoreMiddleware:
    """Gives strangers the stored page, and stores what it had to make."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = page_store.key_for(request)
        if not key:
            return self.get_response(request)
        response, version = page_store.find(key)
        if response is None:
            response = self.get_response(request)
            if not page_store.may_keep(request, response):
                return response
            response.headers["ETag"] = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
            response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
            page_store.keep(key, response, version, until=page_store.kept_until(request))
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response
