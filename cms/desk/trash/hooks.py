"""Puts the trash into Wagtail: menu, addresses, the two ways to delete, the log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from . import urls, views
from .bulk import TrashBulkAction


class TrashMenuItem(MenuItem):
    """Shown to those who may change pages somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


@hooks.register("register_admin_urls")
def trash_urls() -> list[Any]:
    return [path("trash/", include(urls.urlpatterns))]


@hooks.register("register_admin_menu_item")
def trash_menu_item() -> MenuItem:
    return TrashMenuItem(_("Trash"), reverse("desk_trash"), name="trash", icon_name="bin", order=8000)


# Last: whoever refuses the deletion of a page must be heard before.
@hooks.register("before_delete_page", order=1000)
def delete_into_trash(request: HttpRequest, page: Page) -> HttpResponse:
    return views.delete_page(request, page)


# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", TrashBulkAction, order=1000)


@hooks.register("register_log_actions")
def log_action(actions: Any) -> None:
    actions.register_action("cms.restore_from_trash", _("Restore from the trash"), _("Restored from the trash"))


@hooks.register("insert_global_admin_css")
def trash_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk-trash.css"))
