"""Who looks at the editors' screens in this request: for what Wagtail asks without saying for whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_viewer: ContextVar[Any] = ContextVar("viewer", default=None)


def viewer() -> Any:
    """Return the person whose rights bound what is shown; None outside /cms/ and for superusers, who see all."""
    return _viewer.get()


@contextmanager
def viewing(user: Any) -> Iterator[None]:
    """Let `user` be the viewer meanwhile."""
    bounded = user if user is not None and user.is_authenticated and not user.is_superuser else None
    token = _viewer.set(bounded)
    try:
        yield
    finally:
        _viewer.reset(token)
