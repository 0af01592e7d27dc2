"""The main menu's entry "Centres": its name is the hook by which apps put screens below it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from .permissions import keeps_network

CENTRES_MENU = "register_centres_menu_item"


class SecretariatItem(MenuItem):
    """Shown to those who keep the network."""

    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_network(request.user)


@hooks.register("register_admin_menu_item")
def centres_menu_item() -> SubmenuMenuItem:
    """Shown to whoever sees an entry below it: the secretariat, teams, correspondents."""
    return SubmenuMenuItem(_("Centres"), Menu(CENTRES_MENU), name="mc-centres", icon_name="globe", order=300)
