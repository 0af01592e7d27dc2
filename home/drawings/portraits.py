"""Portraits of the people who write in the demonstration."""

from __future__ import annotations

from .canvas import HEIGHT, WIDTH, Canvas, Colour, mix
from .palette import CREAM, HONEY, MINT, MIST, SAGE, STONE
from .people import LOOKS, Look, portrait
from .shapes import arch, box

PORTRAIT_SIZE = (800, 1000)
WALL = box(-WIDTH, -HEIGHT, WIDTH * 3, HEIGHT * 3)


def _draw(c: Canvas, look: Look, back: Colour) -> None:
    """Draw one person under an arch; an upright picture shows the middle of the sheet."""
    c.fill(WALL, CREAM, mix(back, CREAM, 0.5))
    niche = arch(WIDTH / 2, HEIGHT + 10, 700, 980)
    portrait(c, niche, (WIDTH / 2, HEIGHT * 0.46, 150), look, back)


def draw_gardener(c: Canvas) -> None:
    _draw(c, LOOKS[0], SAGE)


def draw_student(c: Canvas) -> None:
    _draw(c, LOOKS[1], MIST)


def draw_walker(c: Canvas) -> None:
    _draw(c, LOOKS[2], HONEY)


def draw_press_officer(c: Canvas) -> None:
    _draw(c, LOOKS[4], MINT)


def draw_treasurer(c: Canvas) -> None:
    _draw(c, LOOKS[5], STONE)
