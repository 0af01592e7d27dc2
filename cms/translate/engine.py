"""Stands before wagtail-localize's addresses that break on a translation whose page is not made yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from .services.targets import target_of

TRANSLATION = "localize/translate/<int:translation_id>/"
VIEWS: tuple[tuple[str, str, Callable[..., HttpResponse]], ...] = (
    ("translate_engine_string", "strings/<int:string_segment_id>/edit/", edit_translation.edit_string_translation),
    ("translate_engine_override", "overrides/<int:overridable_segment_id>/edit/", edit_translation.edit_override),
    ("translate_engine_po", "pofile/download/", edit_translation.download_pofile),
    ("translate_engine_po_upload", "pofile/upload/", edit_translation.upload_pofile),
    ("translate_engine_preview", "preview/", edit_translation.preview_translation),
    ("translate_engine_preview_mode", "preview/<str:mode>/", edit_translation.preview_translation),
)


def with_target(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 while there is no page to read or to write."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        if target_of(get_object_or_404(Translation, pk=translation_id)) is None:
            raise Http404
        return view(request, translation_id, **kwargs)

    return guarded


@hooks.register("register_admin_urls", order=-1)
def engine_addresses() -> list[URLPattern]:
    return [path(TRANSLATION + route, with_target(view), name=name) for name, route, view in VIEWS]
