"""Puts the desk's panel on the editors' home."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .panels import DeskPanel


@hooks.register("construct_homepage_panels")
def add_desk_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, DeskPanel())


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))


@hooks.register("register_admin_urls")
def pattern_addresses() -> list[Any]:
    return [path("patterns/", include("cms.desk.patterns.urls"))]


@hooks.register("register_help_menu_item")
def pattern_menu_item() -> MenuItem:
    return MenuItem(_("Patterns"), reverse("desk_patterns"), icon_name="grid", order=500, name="patterns")
