"""News on the editors' desk."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.desk.registry import Shortcut, register_shortcut
from cms.desk.tutorials.permissions import may_add_pages
from cms.desk.tutorials.registry import Tutorial, register_tutorial

from .pages import NewsIndexPage


def add_news_address(request: HttpRequest) -> str:
    """Return where to write a piece of news: below the first index this person may add to, source language first."""
    for index in NewsIndexPage.objects.select_related("locale").order_by("depth", "path"):
        if index.permissions_for_user(request.user).can_add_subpage():
            return reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    return ""


register_shortcut(Shortcut(_("Write a piece of news"), "edit", add_news_address, order=10))
register_tutorial(Tutorial("news", Path(__file__).parent / "guides", "edit", may_add_pages, order=10))
