"""Registers the screens of teams in Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import office_urls, permissions
from .panels import MyCentresPanel


class TeamMenuItem(MenuItem):
    """Shown to those who serve a centre, and to the secretariat."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_see_teams(request.user)


@hooks.register("register_admin_urls")
def team_urls() -> list[Any]:
    return [path("team/", include(office_urls.urlpatterns))]


@hooks.register("register_admin_menu_item")
def team_menu_item() -> MenuItem:
    return TeamMenuItem(_("Team"), reverse("team_centres"), name="team", icon_name="group", order=720)


@hooks.register("construct_homepage_panels")
def my_centres(request: HttpRequest, panels: list[Any]) -> None:
    if permissions.serves(request.user):
        panels.append(MyCentresPanel())


@hooks.register("insert_global_admin_css")
def team_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk-team.css"))
