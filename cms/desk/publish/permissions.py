"""What a person may do in the publish panel of a page."""

from __future__ import annotations

from typing import Any

from .enums import Mode


def may_open(user: Any, page: Any) -> bool:
    """Say whether `user` may open the panel: whoever may edit the page."""
    return bool(page.permissions_for_user(user).can_edit())


def mode_for(user: Any, page: Any) -> Mode:
    """Say what confirming does for `user`: publish, submit for approval, or keep drafts and ask."""
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        return Mode.CLOSED
    rights = page.permissions_for_user(user)
    if rights.can_publish():
        return Mode.PUBLISH
    return Mode.SUBMIT if rights.can_submit_for_moderation() else Mode.SAVE
