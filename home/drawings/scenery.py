"""What several pictures share: skies, trees, houses, stones, rooms and people."""

from __future__ import annotations

import math

from .canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mix
from .palette import (
    BARK,
    BRAND,
    CLAY,
    CREAM,
    DAWN,
    GREEN,
    HAZE,
    HONEY,
    INK,
    LEAF,
    LILAC,
    MINT,
    MIST,
    PAPER,
    SAGE,
    SHADE,
    SLATE,
    STONE,
    SUN,
    WOOD,
)
from .shapes import View, arch, box, ellipse, land


def sky(c: Canvas, top: Colour = MIST, low: Colour = DAWN) -> None:
    """Fill the whole sheet with a soft sky."""
    c.fill(box(-WIDTH, 0, WIDTH * 3, HEIGHT), top, low)


def sun(c: Canvas, x: float, y: float, radius: float) -> None:
    """Draw a sun with two pale rings."""
    c.fill(ellipse(x, y, radius * 2.3), PAPER, alpha=0.25)
    c.fill(ellipse(x, y, radius * 1.55), PAPER, alpha=0.4)
    c.fill(ellipse(x, y, radius), mix(SUN, PAPER, 0.25), SUN)


def star(c: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """Draw the open star: five strokes and nothing in the middle."""
    for ray in range(5):
        angle = math.radians(ray * 72 - 90)
        spots = [(x + radius * far * math.cos(angle), y + radius * far * math.sin(angle)) for far in (0.42, 0.92)]
        c.stroke(spots, radius * 0.3, colour)


def milestone(c: Canvas, x: float, base: float, wide: float) -> None:
    """Draw the rounded stone, its star and its saffron line."""
    high, deep = wide * 1.46, wide * 0.16
    c.fill(ellipse(x + wide * 0.3, base, wide * 0.95, wide * 0.11), INK, alpha=0.18)
    c.fill([*arch(x + deep, base - deep * 0.3, wide, high), (x, base)], mix(SHADE, SLATE, 0.25), mix(SHADE, SLATE, 0.5))
    c.fill(arch(x, base, wide, high), PAPER, mix(STONE, SHADE, 0.4))
    star(c, x, base - high + wide * 0.56, wide * 0.33, BRAND)
    c.fill(box(x - wide / 2, base - wide * 0.4, wide, wide * 0.1), SUN, HONEY)


def poplar(c: Canvas, x: float, base: float, high: float, colour: Colour) -> None:
    """Draw a slender tree."""
    c.fill(box(x - high * 0.02, base - high * 0.25, high * 0.04, high * 0.25), BARK)
    crown = ellipse(x, base - high * 0.56, high * 0.13, high * 0.44)
    c.fill(crown, mix(colour, SAGE, 0.35), colour)


def tree(c: Canvas, x: float, base: float, high: float, colour: Colour) -> None:
    """Draw a round tree."""
    c.fill(box(x - high * 0.035, base - high * 0.45, high * 0.07, high * 0.45), BARK)
    c.fill(ellipse(x, base - high * 0.64, high * 0.33, high * 0.36), mix(colour, SAGE, 0.4), colour)


def house(c: Canvas, foot: Point, size: Point, roof: Colour) -> None:
    """Draw a gabled house with an arched door and two windows."""
    (x, base), (wide, high), wall = foot, size, CREAM
    c.fill(box(x - wide / 2, base - high, wide, high), wall, mix(wall, SHADE, 0.45))
    top = base - high - wide * 0.42
    c.fill([(x - wide * 0.57, base - high), (x, top), (x + wide * 0.57, base - high)], roof, mix(roof, INK, 0.12))
    c.fill(arch(x, base, wide * 0.2, high * 0.48), mix(roof, INK, 0.35))
    for side in (-0.3, 0.3):
        c.fill(box(x + wide * (side - 0.07), base - high * 0.78, wide * 0.14, high * 0.24), mix(wall, SLATE, 0.5))


def hills(c: Canvas, base: float = 560, colours: tuple[Colour, ...] = (HAZE, MINT, SAGE, LEAF)) -> None:
    """Draw a few ranges of hills, the palest furthest."""
    swells = ((0, -60, 10, -90, -20), (20, -40, -80, -10, -60), (-40, 30, -30, 40, -10), (30, -20, 50, -15, 40))
    for depth, colour in enumerate(colours):
        level = base + depth * 62
        swell = swells[depth % len(swells)]
        line = [(-50 + step * 425, level + up) for step, up in enumerate(swell)]
        c.fill(land(line), colour, mix(colour, GREEN, 0.25))


def window(c: Canvas, x: float, base: float, wide: float, high: float) -> None:
    """Draw an arched window that opens on the hills."""
    c.fill(arch(x, base + 16, wide + 34, high + 33), PAPER, STONE)
    pane = arch(x, base, wide, high)
    with c.within(pane):
        c.fill(pane, MIST, DAWN)
        c.fill(ellipse(x - wide * 0.16, base - high * 0.5, wide * 0.13), SUN)
        for level, colour, lean in ((0.38, LILAC, 0.1), (0.27, SAGE, -0.09), (0.14, GREEN, 0.06)):
            middle = base - high * level
            slope = high * lean
            c.fill(land([(x - wide, middle + slope), (x, middle), (x + wide, middle - slope)]), colour)
    c.stroke([(x, base - high), (x, base)], 9, PAPER)
    c.stroke([(x - wide / 2, base - high * 0.5), (x + wide / 2, base - high * 0.5)], 9, PAPER)
    c.fill(box(x - wide * 0.58, base, wide * 1.16, 22, 6), PAPER, SHADE)


def room(c: Canvas, floor: float, wall: Colour = MIST, ground: Colour = CLAY) -> None:
    """Draw a wall, a skirting with the saffron line and a floor."""
    c.fill(box(-WIDTH, 0, WIDTH * 3, floor), mix(wall, PAPER, 0.35), mix(wall, SAGE, 0.25))
    c.fill(box(-WIDTH, floor, WIDTH * 3, HEIGHT - floor), mix(ground, CREAM, 0.35), ground)
    c.fill(box(-WIDTH, floor - 26, WIDTH * 3, 26), PAPER)
    c.fill(box(-WIDTH, floor - 34, WIDTH * 3, 9), SUN)


def block(
    c: Canvas, view: View, corner: tuple[float, float, float], size: tuple[float, float, float], colour: Colour
) -> None:
    """Draw a box in perspective: its front, the side that shows and its top."""
    x, away, up = corner
    wide, deep, high = size
    side = x + wide if x + wide < 0 else x
    if x > 0 or x + wide < 0:
        edge = [view.at(side, away, up), view.at(side, away + deep, up)]
        c.fill([*edge, view.at(side, away + deep, up + high), view.at(side, away, up + high)], mix(colour, INK, 0.3))
    front = [view.at(x, away, up), view.at(x + wide, away, up)]
    c.fill([*front, view.at(x + wide, away, up + high), view.at(x, away, up + high)], colour, mix(colour, INK, 0.14))
    lid = [(x, away), (x + wide, away), (x + wide, away + deep), (x, away + deep)]
    c.fill(view.flat(lid, up + high), mix(colour, PAPER, 0.35))


def table(c: Canvas, view: View, sides: Point, depth: Point, up: float) -> None:
    """Draw a table top with its edge and the two near legs."""
    (left, right), (near, far) = sides, depth
    for x in (left + 0.12, right - 0.12):
        c.stroke([view.at(x, near + 0.1, up), view.at(x, near + 0.1)], 30, BARK)
    top = view.flat([(left, near), (right, near), (right, far), (left, far)], up)
    c.fill(top, mix(WOOD, CREAM, 0.75), mix(WOOD, CREAM, 0.45))
    edge = [
        view.at(left, near, up),
        view.at(right, near, up),
        view.at(right, near, up - 0.05),
        view.at(left, near, up - 0.05),
    ]
    c.fill(edge, mix(WOOD, BARK, 0.4))
