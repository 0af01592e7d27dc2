"""Puts the desk's panel on the editors' home; each subject of the desk registers the rest in its own hooks."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from .panels import DeskPanel
from .patterns import hooks as patterns_hooks
from .publish import hooks as publish_hooks
from .registry import SHARED_MENU
from .starters import hooks as starters_hooks
from .summary import count_own_pages
from .trash import hooks as trash_hooks
from .tutorials import hooks as tutorials_hooks
from .words import hooks as words_hooks

__all__ = ["patterns_hooks", "publish_hooks", "starters_hooks", "trash_hooks", "tutorials_hooks", "words_hooks"]


@hooks.register("construct_homepage_panels")
def add_desk_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, DeskPanel())


@hooks.register("construct_homepage_summary_items", order=200)  # Wagtail puts its own first
def add_own_summary(request: HttpRequest, items: list[Any]) -> None:
    count_own_pages(items)


@hooks.register("register_admin_menu_item")
def shared_menu_item() -> SubmenuMenuItem:
    below = Menu(SHARED_MENU)
    return SubmenuMenuItem(_("Shared content"), below, name="mc-shared", icon_name="folder-inverse", order=450)


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))
