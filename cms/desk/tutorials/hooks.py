"""Guides within reach of every screen."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.admin.widgets.button import Button


@hooks.register("register_admin_urls")
def tutorial_addresses() -> list[URLResolver]:
    return [path("", include("cms.desk.tutorials.urls"))]


@hooks.register("register_help_menu_item")
def tutorials_in_the_help_menu() -> MenuItem:
    return MenuItem(_("Step by step"), reverse("tutorials"), icon_name="help", name="tutorials", order=100)


@hooks.register("construct_help_menu")
def only_own_guides(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's news for developers and its English guide would stand before ours, with a badge."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, DismissibleMenuItem)]


@hooks.register("register_page_header_buttons")
def help_while_editing(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Opens beside the page that is being edited, so that nothing typed is lost."""
    if view_name == "edit":
        yield Button(
            _("Help, step by step"),
            url=reverse("tutorials"),
            icon_name="help",
            attrs={"target": "_blank", "rel": "noopener"},
            priority=100,
        )
