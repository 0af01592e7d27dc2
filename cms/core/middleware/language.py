"""The visitor's language, by the address, else by cookie, else by Accept-Language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.middleware.locale import LocaleMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but a system address that is not found stays where it is: only pages lead to a language."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        first = request.path_info.lstrip("/").partition("/")[0]
        if response.status_code == 404 and first in settings.UNPREFIXED_PATHS:
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response
        return super().process_response(request, response)
