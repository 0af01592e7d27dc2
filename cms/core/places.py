"""An address that is more than a page: a topic's page, a later part of a list, a list narrowed by a visitor's choices.

The page that answers there sets `request.shown_place`; the frame then speaks of the place, not of the page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """`addresses` holds a path for every content language, `own` the languages that have a text of their own there.

    `canonical` is the path that machines should keep; a place that is not `is_listed` is kept out of their indexes.
    """

    language: str
    addresses: dict[str, str]
    own: frozenset[str]
    canonical: str
    is_listed: bool = True
