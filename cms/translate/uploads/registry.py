"""The files that translators may bring: each with its screen's words, its rights and its rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cms.core import staging


@dataclass(frozen=True)
class Road:
    """A way in for files. `may(user)` opens it; `peek(file, asked)` says what is wrong before anything is kept."""

    purpose: staging.Purpose
    title: Any
    explanation: Any
    accept: str
    back: str
    may: Callable[[Any], bool]
    peek: Callable[[Any, str], str] | None = None


_roads: dict[str, Road] = {}


def register_road(road: Road) -> None:
    """Open a road and its staging purpose."""
    staging.register(road.purpose)
    _roads[road.purpose.name] = road


def road_of(purpose: str) -> Road | None:
    return _roads.get(purpose)
