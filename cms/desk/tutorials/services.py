"""Remembers what a person has read."""

from __future__ import annotations

from typing import Any

from ..models import TutorialRead


def mark_read(*, user: Any, key: str, read: bool) -> None:
    """Remember that `user` has read the tutorial `key`, or forget it."""
    if read:
        TutorialRead.objects.get_or_create(user=user, key=key)
    else:
        TutorialRead.objects.filter(user=user, key=key).delete()
