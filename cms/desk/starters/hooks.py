"""Starters in the menu; starters and copies in the menus of pages."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from ..copies import urls as copies_urls
from ..copies.menu import CopyToItem
from ..registry import SHARED_MENU
from . import urls
from .menu import MakeStarterItem, UseStarterItem


@hooks.register("register_admin_urls")
def starters_and_copies_addresses() -> list[URLPattern]:
    return [*urls.urlpatterns, *copies_urls.urlpatterns]


@hooks.register(SHARED_MENU)
def starters_menu_item() -> MenuItem:
    return MenuItem(_("Starters"), reverse("desk_starters"), icon_name="clipboard-list", order=20)


@hooks.register("register_page_header_buttons")
def header_items(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield from page_items(page, user)


@hooks.register("register_page_listing_more_buttons")
def page_items(page: Page, user: Any, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield CopyToItem(page=page, priority=31)
    yield MakeStarterItem(page=page, priority=32)
    yield UseStarterItem(page=page, priority=33)
