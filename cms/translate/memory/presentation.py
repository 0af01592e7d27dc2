"""A remembered text as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cms.core.translations import direction

from ..models import MemoryUnit
from .likeness import Part, plain
from .queries import Suggestion


@dataclass(frozen=True)
class Row:
    """One remembered text; `percentage` is None in a list that nobody searched."""

    pk: int
    source: str
    target: str
    language: str
    direction: str
    origin: str
    origin_name: str
    at: datetime
    percentage: int | None = None
    difference: tuple[Part, ...] = ()


def row_of(item: MemoryUnit | Suggestion, language: str) -> Row:
    is_unit = isinstance(item, MemoryUnit)
    return Row(
        pk=item.pk if is_unit else item.unit_id,
        source=plain(item.source),
        target=plain(item.target),
        language=language,
        direction=direction(language),
        origin=str(item.get_origin_display()) if is_unit else item.origin,
        origin_name=item.origin_name,
        at=item.confirmed_at if is_unit else item.at,
        percentage=None if is_unit else item.percentage,
        difference=() if is_unit else item.difference,
    )
