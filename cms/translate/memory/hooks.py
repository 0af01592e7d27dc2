"""What the memory adds to the editors' screens."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..menu import TRANSLATIONS_MENU
from . import permissions
from .urls import urlpatterns


class MemoryMenuItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_read(request.user)


@hooks.register("register_admin_urls")
def memory_addresses() -> list[Any]:
    return urlpatterns


@hooks.register(TRANSLATIONS_MENU)
def memory_menu_item() -> MenuItem:
    return MemoryMenuItem(_("Memory"), reverse("translate_memory"), icon_name="history", order=20)


@hooks.register("register_permissions")
def memory_rights() -> QuerySet[Permission]:
    codename = permissions.KEEP.partition(".")[2]
    return Permission.objects.filter(content_type__app_label="translate", codename=codename)
