"""Puts the desk's panel on the editors' home; starters and copies in the menus of pages."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from .copies import urls as copies_urls
from .copies.menu import CopyToItem
from .panels import DeskPanel
from .starters import urls as starters_urls
from .starters.menu import MakeStarterItem, UseStarterItem


@hooks.register("construct_homepage_panels")
def add_desk_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, DeskPanel())


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))


@hooks.register("register_admin_urls")
def desk_addresses() -> list[Any]:
    return [
        path("patterns/", include("cms.desk.patterns.urls")),
        *starters_urls.urlpatterns,
        *copies_urls.urlpatterns,
    ]


@hooks.register("register_help_menu_item")
def pattern_menu_item() -> MenuItem:
    return MenuItem(_("Patterns"), reverse("desk_patterns"), icon_name="grid", order=500, name="patterns")


@hooks.register("register_admin_menu_item")
def starters_menu_item() -> MenuItem:
    return MenuItem(_("Starters"), reverse("desk_starters"), icon_name="clipboard-list", order=255)


@hooks.register("register_page_header_buttons")
def header_items(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield from page_items(page, user)


@hooks.register("register_page_listing_more_buttons")
def page_items(page: Page, user: Any, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield CopyToItem(page=page, priority=31)
    yield MakeStarterItem(page=page, priority=32)
    yield UseStarterItem(page=page, priority=33)
