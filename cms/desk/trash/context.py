"""Who deletes, and why: what the screens know and a signal of Django does not carry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Deletion:
    """`page_id` names the page whose title the one entry bears; without it each branch gets an entry of its own.

    `made` receives the ids of the entries; none are made when the pages are not `kept`.
    """

    actor: Any = None
    reason: str = ""
    page_id: int | None = None
    kept: bool = True
    made: list[int] = field(default_factory=list)


_current: ContextVar[Deletion | None] = ContextVar("deletion", default=None)


def current() -> Deletion:
    return _current.get() or Deletion()


@contextmanager
def deletion(
    *, actor: Any = None, reason: str = "", page_id: int | None = None, kept: bool = True
) -> Iterator[Deletion]:
    """Say who deletes what is deleted inside, and why."""
    said = Deletion(actor, reason, page_id, kept)
    token = _current.set(said)
    try:
        yield said
    finally:
        _current.reset(token)
