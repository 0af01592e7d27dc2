"""Who may write, publish and order a page in a language: Wagtail's rights on that language's own tree."""

from __future__ import annotations

from typing import Any


def may_write(user: Any, page: Any, parent: Any) -> bool:
    """Say whether `user` may write the translation `page`, or make it below `parent` when there is none."""
    if page is not None:
        return bool(page.permissions_for_user(user).can_edit())
    return bool(parent is not None and parent.permissions_for_user(user).can_add_subpage())


def may_publish(user: Any, page: Any, parent: Any) -> bool:
    """Say the same of publishing."""
    if page is not None:
        return bool(page.permissions_for_user(user).can_publish())
    return bool(parent is not None and parent.permissions_for_user(user).can_publish_subpage())


def may_ask(user: Any, *, can_write: bool) -> bool:
    """Say whether `user` may have somebody else translate."""
    return can_write or bool(user.has_perm("wagtail_localize.submit_translation"))


def is_locked_for(user: Any, page: Any) -> bool:
    """Say whether somebody else locked the translation. No query."""
    return bool(page is not None and page.locked and page.locked_by_id != user.pk)
