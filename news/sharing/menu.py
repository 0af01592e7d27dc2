"""Where shared posts are offered: in the menus of a post, and in the main menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from . import permissions


class ProposeItem(PageMenuItem):
    label = _("Propose to the network")
    icon_name = "globe"
    url_name = "sharing_propose"

    def is_shown(self, user: Any) -> bool:
        return permissions.may_propose(user, self.page.specific) if self.page.depth >= permissions.POST_DEPTH else False


class SharedPostsItem(MenuItem):
    """Shown to those who may add pages somewhere: Wagtail has read their rights for the frame."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(Page).user_has_permission(request.user, "add"))
