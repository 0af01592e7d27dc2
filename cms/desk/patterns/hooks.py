"""The pattern page among the editors' help."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def pattern_addresses() -> list[Any]:
    return [path("patterns/", include("cms.desk.patterns.urls"))]


@hooks.register("register_help_menu_item")
def pattern_menu_item() -> MenuItem:
    return MenuItem(_("Patterns"), reverse("desk_patterns"), icon_name="grid", order=500, name="patterns")
