"""What apps tell a person on the account's first page, such as why the editors' screens are closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Teller = Callable[[Any], list[str]]
_tellers: list[Teller] = []


def register_teller(tell: Teller) -> None:
    """Ask `tell(user)` for finished sentences."""
    if tell not in _tellers:
        _tellers.append(tell)


def told(user: Any) -> list[str]:
    """Return what is told to `user`, in the order it was registered."""
    return [sentence for tell in _tellers for sentence in tell(user)]
