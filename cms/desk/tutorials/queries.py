"""Which tutorials are for a person, in which language, and which were read."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language

from ..models import TutorialRead
from .registry import Guide, Tutorial, guide, tutorials


class Listed(NamedTuple):
    guide: Guide
    is_read: bool


def active_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def tutorial_for(user: Any, key: str) -> Tutorial | None:
    """Return the tutorial `key` if it is for `user`."""
    return next((item for item in tutorials() if item.key == key and item.is_for(user)), None)


def listed_for(user: Any) -> list[Listed]:
    """Return the tutorials for a person, those not read yet first. One query."""
    read = set(TutorialRead.objects.filter(user=user).values_list("key", flat=True))
    found = [Listed(guide(item, active_language()), item.key in read) for item in tutorials() if item.is_for(user)]
    return sorted(found, key=lambda item: item.is_read)


def is_read(user: Any, key: str) -> bool:
    return TutorialRead.objects.filter(user=user, key=key).exists()
