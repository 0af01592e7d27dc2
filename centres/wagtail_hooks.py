"""Puts “My centre” into the editors' menu; each subject registers its entries in its own hooks."""

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .menu import centre_menu
from .profile import hooks as profile_hooks

__all__ = ["profile_hooks"]


@hooks.register("register_admin_menu_item")
def my_centre_item() -> MenuItem:
    return centre_menu()
