"""What did not come back as it was, in words for the person who restores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext


@dataclass(frozen=True)
class Note:
    """`kind` names the words, `data` fills them."""

    kind: str
    data: dict[str, Any]

    def __str__(self) -> str:
        return _WORDS[self.kind](self.data)


def _place(data: dict[str, Any]) -> str:
    return gettext("“%(title)s” stands as the last page below “%(parent)s”: its old place is taken.") % data


def _slug(data: dict[str, Any]) -> str:
    return gettext("“%(title)s” has the new address “%(slug)s”: another page uses the old one.") % data


def _key(data: dict[str, Any]) -> str:
    return (
        gettext("“%(title)s” is a page of its own now: its original was translated again while it was in the trash.")
        % data
    )


def _emptied(data: dict[str, Any]) -> str:
    text = ngettext(
        "“%(field)s” is empty in %(number)s place (%(model)s): what it named is gone.",
        "“%(field)s” is empty in %(number)s places (%(model)s): what it named is gone.",
        data["number"],
    )
    return text % data


def _dropped(data: dict[str, Any]) -> str:
    text = ngettext(
        "%(number)s row of “%(model)s” stayed away: what it belonged to (%(field)s) is gone.",
        "%(number)s rows of “%(model)s” stayed away: what they belonged to (%(field)s) is gone.",
        data["number"],
    )
    return text % data


def _living(data: dict[str, Any]) -> str:
    text = ngettext(
        "%(number)s row of “%(model)s” exists again already and stays as it is.",
        "%(number)s rows of “%(model)s” exist again already and stay as they are.",
        data["number"],
    )
    return text % data


_WORDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "place": _place,
    "slug": _slug,
    "key": _key,
    "emptied": _emptied,
    "dropped": _dropped,
    "living": _living,
}
