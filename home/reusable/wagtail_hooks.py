"""Registers reusable content in the editors' screens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import ReusableContentViewSet, refused_deletion

register_snippet(ReusableContentViewSet)


@hooks.register("before_delete_snippet")
def keep_what_is_used(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    return refused_deletion(request, instances)
