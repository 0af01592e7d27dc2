"""Who may see a file that is not published."""

from __future__ import annotations

from typing import Any

from wagtail.permissions import policy_registry


def may_see(user: Any, media: Any) -> bool:
    """Say whether `user` may choose or change an image or document."""
    policy = policy_registry.get_by_type(type(media))
    return bool(
        user.is_authenticated
        and user.has_perm("wagtailadmin.access_admin")
        and policy.user_has_any_permission_for_instance(user, ["choose", "change", "delete"], media)
    )
