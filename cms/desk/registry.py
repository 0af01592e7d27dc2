"""What apps put on the editors' desk: shortcuts, and what waits for the person who signs in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest

# The hook through which apps put into the main menu, below one entry, what many pages share.
SHARED_MENU = "register_shared_menu_item"


@dataclass(frozen=True)
class Shortcut:
    """One click from the desk: `address` answers "" for those who may not."""

    label: Any
    icon: str
    address: Callable[[HttpRequest], str]
    order: int = 100


@dataclass(frozen=True)
class Waiting:
    """Something that waits: a finished sentence and where to deal with it."""

    text: str
    url: str


_shortcuts: list[Shortcut] = []
_waiting: list[Callable[[Any], list[Waiting]]] = []


def register_shortcut(shortcut: Shortcut) -> None:
    """Offer `shortcut` on the desk."""
    if shortcut not in _shortcuts:
        _shortcuts.append(shortcut)


def register_waiting(find: Callable[[Any], list[Waiting]]) -> None:
    """Ask `find(user)` what waits for a person."""
    if find not in _waiting:
        _waiting.append(find)


def shortcuts_for(request: HttpRequest) -> list[dict[str, Any]]:
    """Return label, icon and url of the shortcuts this person may use."""
    found = ((item, item.address(request)) for item in sorted(_shortcuts, key=lambda item: item.order))
    return [{"label": item.label, "icon": item.icon, "url": url} for item, url in found if url]


def waiting_for(user: Any) -> list[Waiting]:
    """Return what waits for `user`, in the order it was registered."""
    return [line for find in _waiting for line in find(user)]
