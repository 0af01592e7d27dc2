"""Who may see a file that is not published."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.judges import ITSELF, Judge, register_judge

from . import queries
from .models import Rendition

ACTIONS = ["choose", "change", "delete"]
PAGE_ACTIONS = ["add", "change", "publish"]


def may_see(user: Any, media: Any) -> bool:
    """Say whether `user` may choose or change an image or document, or change a page that shows it."""
    if not (user.is_authenticated and user.has_perm("wagtailadmin.access_admin")):
        return False
    policy = policy_registry.get_by_type(type(media))
    return policy.user_has_any_permission_for_instance(user, ACTIONS, media) or changes_a_page_with(user, media)


def changes_a_page_with(user: Any, media: Any) -> bool:
    """Say whether `user` may change a page that refers to an image or document."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, PAGE_ACTIONS)
    return pages.filter(pk__in=queries.pages_with(media).values("pk")).exists()


register_judge(Judge("library_private_rendition", "pk", Rendition, ITSELF))
