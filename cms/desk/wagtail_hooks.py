"""Puts the desk's panel on the editors' home, and the trash into the menu."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from .panels import DeskPanel
from .trash import hooks as trash_hooks  # noqa: F401 -- registration


@hooks.register("construct_homepage_panels")
def add_desk_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, DeskPanel())


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))
