"""What machine drafts add to the editors' screens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..files.queries import languages_for
from ..menu import TRANSLATIONS_MENU
from . import queries, urls


class MachineMenuItem(MenuItem):
    """Shown where there is a machine, to those who may write somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return queries.is_on() and bool(languages_for(request.user))


@hooks.register("register_admin_urls", order=-1)
def machine_addresses() -> list[Any]:
    return urls.urlpatterns


@hooks.register(TRANSLATIONS_MENU)
def machine_menu_item() -> MenuItem:
    return MachineMenuItem(_("Machine drafts"), reverse("translate_machine"), icon_name="cog", order=40)
