"""Bodies that a page shows inside its own: reusable content and the like, told by apps above.

Their links, pictures and words belong to what a visitor of the page meets: whoever reads a page's body reads these too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.blocks import StreamValue

Finder = Callable[[Any, str | None], list[StreamValue]]
_finders: list[Finder] = []


def register_inclusions(find: Finder) -> None:
    """Ask `find(page, language)` for the bodies that a page shows; None stands for every language's."""
    if find not in _finders:
        _finders.append(find)


def included_bodies(page: Any, language: str | None = None) -> list[StreamValue]:
    """Return the published bodies that `page` shows inside its own to a visitor of `language`, or to any."""
    return [body for find in _finders for body in find(page, language)]
