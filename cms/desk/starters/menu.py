"""Where starters are offered: in the menus of a page, on the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from ..registry import Shortcut
from . import permissions, queries


class MakeStarterItem(PageMenuItem):
    label = _("Make a starter")
    icon_name = "clipboard-list"
    url_name = "desk_starters_make"

    def is_shown(self, user: Any) -> bool:
        return permissions.may_make(user, self.page)


class UseStarterItem(PageMenuItem):
    label = _("New page from a starter")
    icon_name = "circle-plus"

    @cached_property
    def url(self) -> str:
        return f"{reverse('desk_starters')}?{urlencode({'parent': self.page.pk})}"

    def is_shown(self, user: Any) -> bool:
        return bool(self.page.permissions_for_user(user).can_add_subpage())


def address(request: HttpRequest) -> str:
    """Return the list of starters for those who may add pages somewhere and have one to use."""
    may_add = policy_registry.get_by_type(Page).user_has_permission(request.user, "add")
    return reverse("desk_starters") if may_add and queries.starters_for(request.user).exists() else ""


SHORTCUT = Shortcut(_("Start from a starter"), "clipboard-list", address, order=30)
