"""The pictures and papers of the demonstration: drawn and written, never downloaded."""

from __future__ import annotations

from collections.abc import Callable

from .canvas import HEIGHT, WIDTH, Canvas
from .desks import draw_card_desk, draw_letters, draw_radio
from .indoors import draw_assembly_hall, draw_library, draw_meeting_video
from .outdoors import draw_five_roads, draw_milestone, draw_road
from .paper import pdf
from .places import draw_garden, draw_harbour, draw_market_square
from .portraits import (
    PORTRAIT_SIZE,
    draw_gardener,
    draw_press_officer,
    draw_student,
    draw_treasurer,
    draw_walker,
)

__all__ = ["NAMES", "draw", "pdf"]

SCENES: dict[str, Callable[[Canvas], None]] = {
    "milestone": draw_milestone,
    "road": draw_road,
    "assembly-hall": draw_assembly_hall,
    "five-roads": draw_five_roads,
    "card-desk": draw_card_desk,
    "letters": draw_letters,
    "market-square": draw_market_square,
    "radio": draw_radio,
    "harbour": draw_harbour,
    "library": draw_library,
    "meeting-video": draw_meeting_video,
    "garden": draw_garden,
}
PORTRAITS: dict[str, Callable[[Canvas], None]] = {
    "portrait-gardener": draw_gardener,
    "portrait-student": draw_student,
    "portrait-walker": draw_walker,
    "portrait-press-officer": draw_press_officer,
    "portrait-treasurer": draw_treasurer,
}
NAMES: tuple[str, ...] = (*SCENES, *PORTRAITS)


def draw(name: str, *, size: tuple[int, int] | None = None) -> bytes:
    """Return a picture of the series as JPEG, the same bytes every time; portraits are upright."""
    if name not in NAMES:
        raise KeyError(f"No drawing is called {name!r}; there are: {', '.join(NAMES)}.")
    canvas = Canvas(size or (PORTRAIT_SIZE if name in PORTRAITS else (WIDTH, HEIGHT)))
    {**SCENES, **PORTRAITS}[name](canvas)
    return canvas.jpeg(name)
