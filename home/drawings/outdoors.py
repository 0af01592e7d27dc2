"""The pictures of roads, squares, harbours and gardens."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, Point, mix
from .palette import (
    BRAND,
    BRICK,
    CLAY,
    CREAM,
    DAWN,
    DEEP,
    GREEN,
    HAZE,
    INK,
    IRIS,
    LEAF,
    LILAC,
    MINT,
    PAPER,
    SAGE,
    SHADE,
    STONE,
    SUN,
    VIOLET,
)
from .scenery import hills, house, milestone, poplar, sky, sun
from .shapes import curve, ellipse, land, turned

MIDDLE: Point = (800, 520)


def draw_milestone(c: Canvas) -> None:
    """A rounded stone beside a track."""
    sky(c)
    sun(c, 520, 330, 92)
    hills(c, 500)
    for x, high in ((330, 120), (372, 160), (1210, 150), (1262, 110)):
        poplar(c, x, 700, high, GREEN)
    house(c, (455, 702), (74, 52), BRICK)
    c.fill(land([(-50, 730), (400, 700), (900, 735), (1650, 690)]), LEAF, BRAND)
    left = curve([(700, 712), (560, 760), (520, 850), (250, 1100)])
    right = curve([(716, 712), (640, 770), (690, 870), (760, 1100)])
    c.fill([*left, *reversed(right)], CREAM, mix(CREAM, CLAY, 0.55))
    milestone(c, 900, 925, 330)
    _tufts(c, ((722, 935), (762, 965), (850, 948), (1000, 958), (1085, 932), (1140, 970)))


def _tufts(c: Canvas, spots: tuple[Point, ...]) -> None:
    for number, (x, y) in enumerate(spots):
        for lean in (-16, 0, 16):
            c.stroke([(x, y + 14), (x + lean, y - 30 - abs(lean) / -3)], 7, mix(BRAND, DEEP, 0.4))
        c.fill(ellipse(x + 16, y - 38, 9), (SUN, LILAC)[number % 2])


def draw_road(c: Canvas) -> None:
    """A road going away towards the horizon, a stone at every stage."""
    sky(c, HAZE, DAWN)
    sun(c, 800, 430, 84)
    hills(c, 470, (LILAC, mix(LILAC, SAGE, 0.6), SAGE))
    c.fill(land([(-50, 600), (500, 560), (1100, 560), (1650, 610)]), LEAF, BRAND)
    left = curve([(796, 556), (730, 610), (850, 700), (640, 850), (420, 1120)])
    right = curve([(804, 556), (752, 610), (930, 700), (860, 850), (1130, 1120)])
    c.fill([*left, *reversed(right)], PAPER, mix(CREAM, CLAY, 0.5))
    dashes = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(left, right, strict=True)]
    for start in range(14, len(dashes) - 4, 8):
        c.stroke(dashes[start : start + 5], 2 + start / 4, SUN)
    for x, base, wide in ((722, 610, 12), (962, 712, 30), (570, 850, 70), (1120, 985, 150)):
        milestone(c, x, base, wide)
    for x, base, high in (
        (640, 600, 70),
        (600, 615, 100),
        (545, 640, 145),
        (470, 690, 215),
        (360, 775, 330),
        (180, 920, 520),
    ):
        poplar(c, x, base, high, BRAND)
    for x, base, high in ((1010, 610, 80), (1085, 640, 130), (1200, 700, 220), (1390, 810, 380)):
        poplar(c, x, base, high, mix(BRAND, GREEN, 0.6))


def draw_five_roads(c: Canvas) -> None:
    """Five roads of equal width that meet on an empty square, seen from above."""
    fields = (SAGE, mix(SUN, CREAM, 0.45), LEAF, HAZE, MINT)
    for ray in range(5):
        _wedge(c, ray * 72 - 90, fields[ray])
    for ray in range(5):
        end = _polar(1200, ray * 72 - 90)
        c.stroke([MIDDLE, end], 104, mix(STONE, SHADE, 0.7))
        c.stroke([MIDDLE, end], 92, PAPER)
    c.fill(ellipse(*MIDDLE, 196), mix(STONE, SHADE, 0.7))
    c.fill(ellipse(*MIDDLE, 188), PAPER)
    c.stroke(ellipse(*MIDDLE, 168), 7, SUN)
    for ray in range(5):
        _hamlet(c, ray * 72 - 90, ray)


def _polar(far: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return MIDDLE[0] + far * math.cos(angle), MIDDLE[1] + far * math.sin(angle)


def _wedge(c: Canvas, degrees: float, colour: Colour) -> None:
    shape = [MIDDLE, _polar(1400, degrees), _polar(1400, degrees + 36), _polar(1400, degrees + 72)]
    with c.within(shape):
        c.fill(shape, colour, mix(colour, GREEN, 0.2))
        for row in range(6, 30):
            ends = (_polar(2000, degrees + 36 + 90), _polar(2000, degrees + 36 - 90))
            out = _polar(row * 46, degrees + 36)
            shift = (out[0] - MIDDLE[0], out[1] - MIDDLE[1])
            c.stroke([(x + shift[0], y + shift[1]) for x, y in ends], 9, mix(colour, BRAND, 0.18))


def _hamlet(c: Canvas, degrees: float, number: int) -> None:
    roofs = (BRICK, VIOLET, CLAY, IRIS, BRICK)
    for step, (far, side) in enumerate(((330, 24), (430, -18), (470, 20), (560, -15))):
        x, y = _polar(far, degrees + side)
        if (step + number) % 3:
            _roof(c, (x, y), degrees, roofs[(step + number) % 5])
        else:
            c.fill(ellipse(x + 8, y + 10, 38), INK, alpha=0.14)
            c.fill(ellipse(x, y, 38), LEAF, BRAND)
    for far, side in ((300, 36), (365, 40), (640, 30)):
        x, y = _polar(far, degrees + side)
        c.fill(ellipse(x + 6, y + 8, 24), INK, alpha=0.14)
        c.fill(ellipse(x, y, 24), GREEN, BRAND)


def _roof(c: Canvas, spot: Point, degrees: float, colour: Colour) -> None:
    x, y = spot
    shapes = (
        ([(x - 36, y - 28), (x + 50, y - 28), (x + 50, y + 40), (x - 36, y + 40)], INK, 0.14),
        ([(x - 42, y - 34), (x + 42, y - 34), (x + 42, y), (x - 42, y)], mix(colour, PAPER, 0.25), 1),
        ([(x - 42, y), (x + 42, y), (x + 42, y + 34), (x - 42, y + 34)], colour, 1),
    )
    for points, fill, alpha in shapes:
        c.fill(turned(points, spot, degrees), fill, alpha=alpha)
