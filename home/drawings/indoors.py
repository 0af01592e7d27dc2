"""The pictures of people, or of their chairs, in rooms."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, Point, mix
from .palette import (
    BARK,
    BRAND,
    BRICK,
    CLAY,
    CREAM,
    DAWN,
    GREEN,
    HAZE,
    HONEY,
    INK,
    IRIS,
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
    VIOLET,
    WOOD,
)
from .people import LOOKS, Look, bust, portrait
from .scenery import room, table, window
from .shapes import View, arc, arch, box, ellipse

CHAIRS = 11
# The back of a chair, in metres across and up: the milestone's outline.
_BACK = [(side, 1.56 - up) for side, up in arch(0, 1.04, 0.44, 0.52)]


def draw_assembly_hall(c: Canvas) -> None:
    """A meeting room: chairs in a circle, a screen to one side."""
    room(c, 600)
    for x in (250, 545, 840):
        window(c, x, 500, 200, 350)
    view = View(horizon=360, eye=2.4, lens=1100)
    _screen_on_stand(c, 1275, 480)
    rug = view.flat(ellipse(0, 6.1, 2.25, 2.05))
    c.fill(rug, HAZE, mix(HAZE, LILAC, 0.5))
    c.stroke(view.flat(ellipse(0, 6.1, 1.05, 0.95)), 7, SUN)
    colours = (BRAND, SUN, IRIS, BRICK, LEAF)
    angles = [math.radians(90 + 360 * (chair + 0.5) / CHAIRS) for chair in range(CHAIRS)]
    for number, angle in sorted(enumerate(angles), key=lambda item: -math.sin(item[1])):
        _chair(c, view, angle, colours[number % len(colours)])


def _screen_on_stand(c: Canvas, x: float, base: float) -> None:
    c.fill(ellipse(x, 690, 130, 18), INK, alpha=0.16)
    for foot in (-80, 0, 80):
        c.stroke([(x, base), (x + foot, 686)], 13, SLATE)
    c.fill(box(x - 168, base - 230, 336, 230, 16), INK)
    frame = box(x - 154, base - 216, 308, 202, 8)
    portrait(c, frame, (x, base - 118, 46), LOOKS[3], MINT)
    c.fill(box(x - 154, base - 20, 308, 7), SUN)


def _chair(c: Canvas, view: View, angle: float, colour: Colour) -> None:
    out, along = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    middle = (out[0] * 1.85, 6.1 + out[1] * 1.75)

    def spot(back: float, side: float, up: float) -> Point:
        across = middle[0] + out[0] * back + along[0] * side
        return view.at(across, middle[1] + out[1] * back + along[1] * side, up)

    c.fill([spot(*foot, 0) for foot in ((0.3, -0.28), (0.3, 0.3), (-0.25, 0.3), (-0.25, -0.25))], INK, alpha=0.12)
    for foot in ((0.22, -0.22), (0.22, 0.22), (-0.22, 0.22), (-0.22, -0.22)):
        c.stroke([spot(*foot, 0.45), spot(*foot, 0)], 8, BARK)
    rest = [spot(0.23 + (up - 0.52) * 0.09, side, up) for side, up in _BACK]
    seat = [spot(0.24, -0.24, 0.46), spot(0.24, 0.24, 0.46), spot(-0.24, 0.24, 0.46), spot(-0.24, -0.24, 0.46)]
    for shape in (seat, rest) if out[1] < 0 else (rest, seat):
        pale = 0.3 if shape is seat else 0
        c.fill(shape, mix(colour, PAPER, pale))
        c.stroke([*shape, shape[0]], 9, mix(colour, PAPER, pale))


def draw_meeting_video(c: Canvas) -> None:
    """A screen with six faces at the end of a table where others sit."""
    room(c, 600, MIST, SAGE)
    window(c, 250, 440, 200, 330)
    window(c, 1350, 440, 200, 330)
    c.stroke([(800, 420), (800, 560)], 60, SLATE)
    _six_faces(c)
    view = View(horizon=280, eye=1.62, lens=1000)
    for side, away, look in (
        (-1.3, 4.1, LOOKS[5]),
        (1.3, 4.1, LOOKS[1]),
        (-1.28, 3.1, LOOKS[0]),
        (1.28, 3.1, LOOKS[2]),
        (-1.22, 2.35, LOOKS[4]),
        (1.22, 2.35, LOOKS[3]),
    ):
        _seated(c, view, (side, away), look)
    table(c, view, (-0.85, 0.85), (1.5, 4.9), 0.74)
    _papers(c, view)


def _seated(c: Canvas, view: View, place: Point, look: Look) -> None:
    size, (x, y) = 150 / place[1], view.at(*place, 1.26)
    floor = view.at(*place)[1]
    for side in (-1.5, 1.5):
        c.stroke([(x + side * size, y + size * 5), (x + side * size, floor)], size * 0.28, BARK)
    bust(c, x, y, size, look)
    c.fill(box(x - size * 2, y + size * 4.5, size * 4, size * 1.3, size * 0.3), WOOD, mix(WOOD, BARK, 0.5))


def _six_faces(c: Canvas) -> None:
    c.fill(box(540, 56, 520, 370, 20), INK)
    faces = (
        (LOOKS[3], HAZE),
        (LOOKS[2]._replace(coat=VIOLET), DAWN),
        (LOOKS[1]._replace(style="long"), MINT),
        (LOOKS[4]._replace(coat=SUN), SAGE),
        (LOOKS[5], MIST),
        (LOOKS[0]._replace(coat=BRAND, hair=BARK, style="bun"), LILAC),
    )
    for number, (look, back) in enumerate(faces):
        left, top = 558 + number % 3 * 164, 74 + number // 3 * 164
        portrait(c, box(left, top, 156, 156, 8), (left + 78, top + 70, 39), look, back)
    c.fill(box(558, 404, 484, 7), SUN)


def _papers(c: Canvas, view: View) -> None:
    for x, away, turn in (
        (-0.45, 3.3, 0.04),
        (0.45, 3.5, -0.04),
        (-0.42, 2.3, 0.05),
        (0.44, 2.4, -0.06),
        (-0.38, 1.7, 0.04),
        (0.36, 1.75, -0.05),
    ):
        sheet = [
            (x - 0.13, away - 0.16),
            (x + 0.13, away - 0.16 + turn),
            (x + 0.13 + turn, away + 0.2),
            (x - 0.13 + turn, away + 0.2),
        ]
        c.fill(view.flat(sheet, 0.74), PAPER)
    for x, away, colour in ((-0.2, 3.0, BRAND), (0.2, 2.75, IRIS), (-0.16, 1.95, BRICK), (0.62, 1.95, SUN)):
        left, low = view.at(x, away, 0.74)
        size = 62 / away
        c.fill(ellipse(left + size * 0.5, low, size * 1.5, size * 0.4), INK, alpha=0.15)
        c.fill(box(left - size, low - size * 1.7, size * 2, size * 1.8, size * 0.4), colour, mix(colour, INK, 0.2))
        c.fill(ellipse(left, low - size * 1.6, size, size * 0.32), mix(colour, INK, 0.45))


def draw_library(c: Canvas) -> None:
    """A library: folders with round labels, three people around a large table."""
    room(c, 760, MIST, CLAY)
    for left in (-110, 225, 1045, 1380):
        _shelves(c, left)
    window(c, 800, 560, 320, 470)
    for x, y, size, look in ((545, 545, 62, LOOKS[2]), (1055, 545, 62, LOOKS[1]), (800, 500, 60, LOOKS[0])):
        bust(c, x, y, size, look)
    view = View(horizon=380, eye=1.6, lens=1000)
    table(c, view, (-0.92, 0.92), (1.62, 2.5), 0.75)
    _reading(c, view)


def _shelves(c: Canvas, left: float) -> None:
    c.fill(box(left, 40, 330, 700, 6), WOOD, mix(WOOD, BARK, 0.35))
    colours = (BRAND, VIOLET, BRICK, SUN, SAGE, IRIS, CREAM, GREEN, HONEY)
    for row in range(4):
        top = 62 + row * 168
        c.fill(box(left + 16, top, 298, 150), mix(BARK, INK, 0.25), mix(BARK, INK, 0.1))
        for place in range(6):
            number = row * 5 + place * 2 + round(left)
            high, colour = 112 + number * 7 % 26, colours[number % len(colours)]
            x = left + 24 + place * 48
            c.fill(box(x, top + 150 - high, 43, high, 3), mix(colour, PAPER, 0.08), mix(colour, INK, 0.18))
            c.fill(ellipse(x + 21.5, top + 150 - high * 0.38, 13), PAPER)
            c.stroke([(x + 9, top + 164 - high), (x + 34, top + 164 - high)], 4, mix(colour, INK, 0.35))


def _reading(c: Canvas, view: View) -> None:
    for x, away in ((-0.52, 2.0), (0.5, 2.0), (0, 1.86)):
        for side in (-1, 1):
            page = [(x, away - 0.13), (x + side * 0.2, away - 0.15), (x + side * 0.19, away + 0.13), (x, away + 0.15)]
            c.fill(view.flat(page, 0.77), PAPER, STONE)
            for line in range(5):
                y = away - 0.09 + line * 0.045
                c.stroke(view.flat([(x + side * 0.03, y), (x + side * 0.16, y)], 0.77), 3, SHADE)
    for number, (x, away, colour) in enumerate(((-0.22, 2.22, VIOLET), (-0.2, 2.22, BRAND), (-0.23, 2.22, SUN))):
        left, low = view.at(x, away, 0.76)
        c.fill(box(left - 70, low - 26 - number * 24, 150, 24, 4), colour, mix(colour, INK, 0.2))
    left, low = view.at(0.27, 2.2, 0.76)
    c.fill(ellipse(left, low, 52, 12), SLATE)
    c.stroke([(left, low), (left, low - 120)], 11, SLATE)
    c.fill([*arc(left, low - 110, 76, 66, (180, 360))], SUN, HONEY)
