"""Registers the screens of shared posts."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.desk.registry import SHARED_MENU

from .menu import ProposeItem, SharedPostsItem
from .urls import urlpatterns


@hooks.register("register_admin_urls")
def sharing_addresses() -> list[URLPattern]:
    return urlpatterns


@hooks.register(SHARED_MENU)
def shared_posts_item() -> MenuItem:
    return SharedPostsItem(_("Posts of the network"), reverse("sharing"), name="sharing", icon_name="globe", order=35)


@hooks.register("register_page_header_buttons")
def header_items(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[ProposeItem]:
    yield ProposeItem(page=page, priority=34)


@hooks.register("register_page_listing_more_buttons")
def listing_items(page: Page, user: Any, next_url: str | None = None) -> Iterator[ProposeItem]:
    yield ProposeItem(page=page, priority=34)
