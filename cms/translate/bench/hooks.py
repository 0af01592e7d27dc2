"""The bench in the editors' screens: its addresses, and the way to it from a page's editor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from . import permissions, queries
from .urls import urlpatterns

# wagtail-localize's own screen stays reachable for what only it does: to stop a translation, to become an alias.
OWN_SCREEN = "engine"


@hooks.register("register_admin_urls")
def bench_addresses() -> list[Any]:
    return urlpatterns


@hooks.register("before_edit_page", order=-10)
def lead_to_bench(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Open the bench where a translated page would open; its own screen could publish the source's texts."""
    translation = queries.translation_into(page)
    if translation is None or not permissions.may_open(request.user, translation):
        return None
    if request.method == "GET" and OWN_SCREEN in request.GET:
        return None
    if request.method == "POST" and request.POST.get("action") != "publish":
        return None
    return redirect("translate_bench", pk=translation.pk)
