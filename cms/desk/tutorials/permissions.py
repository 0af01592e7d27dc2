"""Whom a tutorial is for: whoever may do what it teaches."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry


def may_add_pages(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "add"))


def may_change_pages(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, ["add", "change", "publish"]))


def may_ask_for_translations(user: Any) -> bool:
    return bool(user.has_perm("wagtail_localize.submit_translation"))
