"""Where the memory, the glossary and the files hang in the main menu."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

# The hook of what belongs below "Translations". An entry of that name in the main menu shows `Menu(TRANSLATIONS_MENU)`;
# until there is one, the entry of shared content does.
TRANSLATIONS_MENU = "register_translations_menu_item"
SHARED_MENU = "register_shared_menu_item"


@hooks.register(SHARED_MENU)
def translations_below_shared_content() -> Any:
    return SubmenuMenuItem(
        _("Words and files"),
        Menu(TRANSLATIONS_MENU),
        name="mc-translation-tools",
        icon_name="wagtail-localize-language",
        order=60,
    )
