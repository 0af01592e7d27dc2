"""“My centre” in the main menu: apps and subjects put their entries below it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from .queries import serves

CENTRE_MENU = "register_centre_menu_item"


class OwnCentreItem(MenuItem):
    """Shown to those who serve a centre today."""

    def is_shown(self, request: HttpRequest) -> bool:
        return serves(request.user)


def centre_menu() -> SubmenuMenuItem:
    return SubmenuMenuItem(_("My centre"), Menu(CENTRE_MENU), name="my-centre", icon_name="site", order=150)
