"""Registers the checklist until go live."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks

from . import views


@hooks.register("register_admin_urls")
def go_live_urls() -> list[Any]:
    return [path("affiliation/centres/<int:pk>/go-live/", views.go_live, name="affiliation_go_live")]
