"""Where copying is offered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem

from . import permissions


class CopyToItem(PageMenuItem):
    label = _("Copy to…")
    icon_name = "copy"
    url_name = "desk_copies"

    def is_shown(self, user: Any) -> bool:
        return permissions.may_copy(user, self.page)
