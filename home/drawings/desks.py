"""The pictures of things that lie on a desk or a window sill."""

from __future__ import annotations

import math

from .canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mix
from .palette import (
    BARK,
    BRAND,
    BRICK,
    CLAY,
    CREAM,
    DAWN,
    DEEP,
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
from .people import LOOKS, Look
from .scenery import block, hills, house, room, sky, sun, window
from .shapes import Outline, View, arc, arch, box, curve, ellipse, turned


def _desk(c: Canvas, top: float) -> None:
    c.fill(box(-WIDTH, top, WIDTH * 3, HEIGHT - top), mix(WOOD, CREAM, 0.75), mix(WOOD, CREAM, 0.25))
    c.fill(box(-WIDTH, top, WIDTH * 3, 8), mix(WOOD, BARK, 0.3))


def _shadow(c: Canvas, view: View, shape: Outline) -> None:
    c.fill([(x + 8, y + 10) for x, y in view.flat(shape)], INK, alpha=0.15)


def _flat_star(c: Canvas, view: View, x: float, away: float, radius: float) -> None:
    for ray in range(5):
        angle = math.radians(ray * 72 + 90)
        ends = [(x + radius * far * math.cos(angle), away + radius * far * math.sin(angle)) for far in (0.42, 0.92)]
        c.stroke(view.flat(ends), radius * 0.26 * view.lens / away, BRAND)


def draw_card_desk(c: Canvas) -> None:
    """A desk with a small printer, a ruler and a card beside a photo."""
    room(c, 700)
    window(c, 1085, 440, 280, 390)
    c.stroke([(585, -10), (585, 170)], 7, SLATE)
    c.fill(arc(585, 262, 118, 100, (180, 360)), SUN, HONEY)
    c.fill(ellipse(585, 262, 34, 18), PAPER)
    c.fill(box(467, 256, 236, 12, 5), mix(HONEY, BARK, 0.3))
    _desk(c, 545)
    view = View(horizon=120, eye=1, lens=1000)
    _printer(c, view)
    _pot(c, 1090, 640)
    _photo(c, view)
    _card(c, view)
    _ruler(c, view)


def _printer(c: Canvas, view: View) -> None:
    body = [(-0.74, 1.72), (0.02, 1.72), (0.02, 2.1), (-0.74, 2.1)]
    _shadow(c, view, body)
    block(c, view, (-0.72, 1.75, 0), (0.7, 0.38, 0.3), STONE)
    c.fill(box(400, 596, 382, 12), SUN)
    c.fill(box(452, 628, 280, 24, 10), INK)
    sheet = view.flat([(-0.52, 1.6), (-0.2, 1.6), (-0.2, 1.76), (-0.52, 1.76)], 0.06)
    c.fill(sheet, PAPER, MINT)
    for number, colour in enumerate((BRAND, VIOLET)):
        c.fill(ellipse(700 + number * 38, 562, 11), colour)
    c.fill(view.flat([(-0.6, 1.88), (-0.14, 1.88), (-0.14, 2.0), (-0.6, 2.0)], 0.3), SLATE)


def _pot(c: Canvas, x: float, base: float) -> None:
    c.fill(ellipse(x + 20, base, 84, 14), INK, alpha=0.15)
    for lean, high, colour in ((-74, 120, GREEN), (72, 130, LEAF), (-34, 190, LEAF), (38, 196, GREEN), (0, 225, BRAND)):
        leaf = curve(
            [
                (x, base - 80),
                (x + lean - 24, base - 80 - high * 0.6),
                (x + lean * 1.3, base - 80 - high),
                (x + lean + 22, base - 80 - high * 0.5),
                (x, base - 80),
            ]
        )
        c.fill(leaf, mix(colour, SAGE, 0.3), colour)
    c.fill([(x - 62, base - 100), (x + 62, base - 100), (x + 44, base), (x - 44, base)], BRICK, mix(BRICK, INK, 0.2))


def _likeness(c: Canvas, view: View, spot: Point, size: float, look: Look) -> None:
    x, away = spot
    shoulders = arch(x, 0, size * 3.2, size * 2.2)
    c.fill(view.flat([(a, away - size * 3.2 - b) for a, b in shoulders]), look.coat)
    c.fill(view.flat(ellipse(x, away - size * 0.1, size * 1.1, size * 1.25)), look.hair)
    c.fill(view.flat(ellipse(x, away - size * 0.3, size * 0.88, size * 1.05)), look.skin)


def _photo(c: Canvas, view: View) -> None:
    outline = [(-0.42, 1.2), (-0.1, 1.22), (-0.12, 1.62), (-0.43, 1.6)]
    _shadow(c, view, outline)
    c.fill(view.flat(outline), PAPER)
    c.fill(view.flat([(-0.385, 1.24), (-0.135, 1.255), (-0.15, 1.585), (-0.395, 1.57)]), LILAC, HAZE)
    _likeness(c, view, (-0.265, 1.45), 0.062, LOOKS[0])


def _card(c: Canvas, view: View) -> None:
    outline = box(0.02, 1.2, 0.64, 0.4, 0.03)
    _shadow(c, view, outline)
    c.fill(view.flat(outline), mix(MINT, PAPER, 0.3), MIST)
    c.fill(view.flat(box(0.02, 1.25, 0.64, 0.028)), SUN)
    frame = [
        (0.06, 1.3),
        (0.06, 1.46),
        *((0.15 + 0.09 * math.cos(a / 8), 1.46 + 0.1 * math.sin(a / 8)) for a in range(25, -1, -1)),
        (0.24, 1.3),
    ]
    c.fill(view.flat(frame), LILAC, HAZE)
    _likeness(c, view, (0.15, 1.445), 0.044, LOOKS[0])
    _flat_star(c, view, 0.575, 1.52, 0.055)
    for away, end, colour in ((1.5, 0.46, BRAND), (1.435, 0.54, SLATE), (1.38, 0.5, SLATE), (1.325, 0.42, VIOLET)):
        c.stroke(view.flat([(0.29, away), (end, away)]), 9, colour)


def _ruler(c: Canvas, view: View) -> None:
    outline = [(-0.44, 1.07), (0.6, 1.1), (0.6, 1.155), (-0.44, 1.125)]
    _shadow(c, view, outline)
    c.fill(view.flat(outline), HONEY)
    for mark in range(1, 40):
        x = -0.44 + mark * 0.026
        far = 1.125 + (x + 0.44) * 0.0288
        c.stroke(view.flat([(x, far), (x, far - (0.028 if mark % 5 == 0 else 0.016))]), 3, BARK)


def draw_letters(c: Canvas) -> None:
    """A sorting rack, a pile of stamped letters and sheets in five scripts."""
    room(c, 700)
    _rack(c)
    _desk(c, 590)
    view = View(horizon=60, eye=1, lens=1000)
    _pile(c, view)
    for number in range(5):
        _sheet(c, view, number)


def _rack(c: Canvas) -> None:
    c.fill(box(300, 50, 1000, 548, 10), WOOD, mix(WOOD, BARK, 0.4))
    colours = (PAPER, DAWN, HAZE, MINT, CREAM, LILAC, STONE)
    for row in range(3):
        for column in range(6):
            left, top, number = 322 + column * 162, 74 + row * 176, row * 7 + column * 3
            with c.within(box(left, top, 146, 158)):
                c.fill(box(left, top, 146, 158), mix(BARK, INK, 0.3), mix(BARK, INK, 0.1))
                for slot in range(1 + number % 4):
                    high, wide = 60 + (number * 17 + slot * 31) % 74, 58 + (number * 13 + slot * 29) % 62
                    x = left + 8 + (number * 11 + slot * 37) % (132 - wide)
                    paper = turned(
                        box(x, top + 158 - high, wide, high + 20), (x, top + 158), (number + slot * 5) % 9 - 4
                    )
                    c.fill(paper, colours[(number + slot) % 7], mix(colours[(number + slot) % 7], SHADE, 0.5))
                    c.fill(
                        box(x + wide - 24, top + 168 - high, 16, 20), (BRAND, BRICK, VIOLET, SUN)[(number + slot) % 4]
                    )
    c.fill(box(300, 584, 1000, 8), SUN)


def _pile(c: Canvas, view: View) -> None:
    turns, middle = (-27, 15, -21, 24, -14, 9, -3), (0.0, 1.52)
    stamps = (BRICK, BRAND, VIOLET, SUN, IRIS, GREEN, BRICK)
    for number, turn in enumerate(turns):
        up = number * 0.02
        paper = (CREAM, HAZE, DAWN, PAPER, MIST, CREAM, PAPER)[number]
        outline = turned(box(-0.33, 1.3, 0.66, 0.44), middle, turn)
        c.fill([(x + 5, y + 12) for x, y in view.flat(outline, up)], INK, alpha=0.13)
        c.fill(view.flat(outline, up), mix(paper, SHADE, 0.45))
        c.fill(view.flat(outline, up + 0.014), paper)
        stamp = turned(box(0.22, 1.33, 0.09, 0.11), middle, turn)
        c.fill(view.flat(stamp, up + 0.014), stamps[number])
        corner = turned(box(-0.3, 1.33, 0.12, 0.05), middle, turn)
        c.fill(view.flat(corner, up + 0.014), mix(paper, SHADE, 0.25))
    _open_letter(c, view, middle, turns[-1])


def _open_letter(c: Canvas, view: View, middle: Point, turn: float) -> None:
    up = 0.135
    shapes: tuple[tuple[Outline, Colour], ...] = (
        ([(-0.33, 1.74), (0.33, 1.74), (0.05, 2.0), (-0.05, 2.0)], mix(STONE, LILAC, 0.4)),
        ([(-0.27, 1.5), (0.27, 1.5), (0.27, 1.9), (-0.27, 1.9)], PAPER),
        ([(-0.33, 1.3), (0.33, 1.3), (0.33, 1.74), (0, 1.54), (-0.33, 1.74)], mix(HAZE, PAPER, 0.3)),
        ([(0.2, 1.36), (0.29, 1.36), (0.29, 1.47), (0.2, 1.47)], BRAND),
    )
    for shape, colour in shapes:
        c.fill(view.flat(turned(shape, middle, turn), up), colour)
        if colour == PAPER:
            for away in (1.84, 1.78, 1.72, 1.66):
                c.stroke(view.flat(turned([(-0.2, away), (0.2, away)], middle, turn), up), 5, SLATE)
    folds = ([(-0.33, 1.3), (0, 1.54)], [(0.33, 1.3), (0, 1.54)])
    for fold in folds:
        c.stroke(view.flat(turned(fold, middle, turn), up), 4, mix(LILAC, SHADE, 0.5))


def _sheet(c: Canvas, view: View, number: int) -> None:
    left = -0.54 + number * 0.222
    outline = [(left, 1.03), (left + 0.19, 1.03), (left + 0.19, 1.24), (left, 1.24)]
    _shadow(c, view, outline)
    c.fill(view.flat(outline), PAPER, mix(STONE, PAPER, 0.5))
    ink = (BRAND, VIOLET, INK, BRICK, SLATE)[number]
    for line in range(4):
        away = 1.205 - line * 0.047
        for letter in range(7 - line % 2 * 2):
            for mark in _script(number, letter + line * 3):
                spots = [(left + 0.018 + (letter + x) * 0.0225, away - 0.026 * (1 - y)) for x, y in mark]
                c.stroke(view.flat(spots), 3.4, ink)


def _script(number: int, letter: int) -> tuple[Outline, ...]:
    """Return the strokes of a letter of an imagined script, in a unit square."""
    scripts: tuple[tuple[tuple[Outline, ...], ...], ...] = (
        (
            ([(0, 0), (0.3, 1), (0.6, 0)], [(0.15, 0.4), (0.45, 0.4)]),
            ([(0, 0), (0, 1), (0.6, 0.6), (0, 0.4)],),
            ([(0.6, 0.8), (0.1, 0.8), (0.1, 0.1), (0.6, 0.1)],),
        ),
        (
            ([(0, 1), (1, 1)], [(0.5, 1), (0.5, 0)], [(0.1, 0.5), (0.5, 0.6)]),
            ([(0, 1), (1, 1)], [(0.7, 1), (0.7, 0)], [(0.2, 0.8), (0.2, 0.3), (0.7, 0.5)]),
        ),
        (
            (curve([(0, 0.5), (0.3, 0.1), (0.7, 0.2), (1, 0.6)], 5), [(0.5, 0.8), (0.55, 0.85)]),
            ([(0, 0.4), (0.9, 0.4), (0.9, 1)],),
        ),
        (
            ([(0, 0.9), (0.8, 0.9)], [(0.4, 1), (0.4, 0)], [(0, 0.2), (0.4, 0.6), (0.8, 0.2)]),
            ([(0.1, 1), (0.1, 0), (0.7, 0), (0.7, 1), (0.1, 1)], [(0.1, 0.5), (0.7, 0.5)]),
        ),
        (
            (arc(0.35, 0.5, 0.3, 0.4, (0, 360)),),
            (arc(0.35, 0.5, 0.3, 0.4, (40, 320)), [(0.65, 0.9), (0.65, 0.1)]),
            ([(0, 0.1), (0.3, 0.9), (0.6, 0.1)],),
        ),
    )
    return scripts[number][letter % len(scripts[number])]


def draw_radio(c: Canvas) -> None:
    """An old radio set on an open window sill, a microphone and sheets before it."""
    sky(c)
    sun(c, 520, 250, 70)
    hills(c, 430, (HAZE, MINT, SAGE))
    _roofs(c)
    for reach, alpha in ((250, 0.95), (350, 0.75), (450, 0.55), (550, 0.38)):
        c.stroke(arc(800, 640, reach * 1.1, reach, (-152, -28)), 13, HONEY, alpha=alpha)
    _casement(c)
    _desk(c, 735)
    view = View(horizon=250, eye=1, lens=1000)
    for x, away, turn in (
        (-0.42, 1.45, 10),
        (0.3, 1.5, -8),
        (-0.1, 1.36, -5),
        (0.5, 1.36, 14),
        (-0.55, 1.75, -12),
        (0.62, 1.8, 6),
    ):
        sheet = turned(box(x - 0.15, away - 0.1, 0.3, 0.22), (x, away), turn)
        _shadow(c, view, sheet)
        c.fill(view.flat(sheet), PAPER, STONE)
        for line in range(4):
            row = [(x - 0.11, away + 0.07 - line * 0.04), (x + 0.1 - line % 2 * 0.05, away + 0.07 - line * 0.04)]
            c.stroke(view.flat(turned(row, (x, away), turn)), 4, SHADE)
    _set(c, 770, 850)
    _microphone(c, 1075, 935)


def _roofs(c: Canvas) -> None:
    for x, base, wide, roof in (
        (330, 690, 120, BRICK),
        (450, 665, 100, VIOLET),
        (560, 690, 110, BRAND),
        (1010, 680, 110, IRIS),
        (1130, 660, 100, BRICK),
        (1240, 695, 130, BRAND),
        (690, 660, 90, BRICK),
        (890, 660, 96, CLAY),
    ):
        house(c, (x, base), (wide, 110), roof)
    c.fill(box(-WIDTH, 660, WIDTH * 3, 100), LEAF, BRAND)


def _casement(c: Canvas) -> None:
    c.fill(box(-WIDTH, 0, WIDTH + 170, HEIGHT), mix(MIST, PAPER, 0.4), MINT)
    c.fill(box(1430, 0, WIDTH, HEIGHT), mix(MIST, PAPER, 0.4), MINT)
    for edge, way in ((170, 1), (1430, -1)):
        leaf = [(edge, 0), (edge + way * 170, 50), (edge + way * 170, 700), (edge, 760)]
        c.fill(leaf, PAPER, alpha=0.35)
        c.stroke([*leaf, leaf[0]], 22, PAPER)
        c.stroke([(edge, 375), (edge + way * 170, 372)], 14, PAPER)
        c.stroke([(edge, 0), (edge, 760)], 30, PAPER)


def _set(c: Canvas, x: float, base: float) -> None:
    c.fill(ellipse(x + 20, base, 300, 22), INK, alpha=0.2)
    for foot in (-190, 190):
        c.fill(box(x + foot - 26, base - 22, 52, 24, 6), INK)
    c.stroke([(x + 190, base - 300), (x + 300, base - 520)], 7, SLATE)
    c.fill(ellipse(x + 300, base - 520, 10), SLATE)
    c.fill(box(x - 255, base - 330, 510, 316, 46), mix(BRICK, CLAY, 0.25), mix(BRICK, BARK, 0.6))
    c.fill(box(x - 228, base - 304, 456, 264, 30), CREAM, STONE)
    grille = arch(x - 105, base - 66, 200, 214)
    c.fill(grille, BRAND, DEEP)
    with c.within(grille):
        for row in range(9):
            c.stroke([(x - 220, base - 262 + row * 24), (x, base - 262 + row * 24)], 6, mix(BRAND, MINT, 0.55))
    c.fill(box(x + 18, base - 272, 190, 84, 12), SUN, HONEY)
    for mark in range(9):
        c.stroke([(x + 34 + mark * 20, base - 256), (x + 34 + mark * 20, base - 240 + mark % 2 * 10)], 4, BARK)
    c.stroke([(x + 128, base - 262), (x + 128, base - 200)], 6, VIOLET)
    for knob in (66, 160):
        c.fill(ellipse(x + knob, base - 118, 40), mix(SLATE, INK, 0.4))
        c.fill(ellipse(x + knob - 4, base - 122, 30), SLATE)
        c.stroke([(x + knob - 4, base - 122), (x + knob + 10, base - 142)], 6, PAPER)


def _microphone(c: Canvas, x: float, base: float) -> None:
    c.fill(ellipse(x + 12, base + 6, 92, 20), INK, alpha=0.2)
    c.fill(ellipse(x, base, 78, 19), INK)
    c.fill(ellipse(x, base - 8, 70, 15), SLATE)
    c.stroke([(x, base - 10), (x, base - 150)], 15, INK)
    c.stroke(arc(x, base - 215, 62, 66, (0, 180)), 11, INK)
    c.fill(box(x - 44, base - 320, 88, 150, 44), mix(SLATE, SHADE, 0.5), SLATE)
    for row in range(5):
        c.stroke([(x - 34, base - 292 + row * 22), (x + 34, base - 292 + row * 22)], 5, INK)
    c.fill(box(x - 46, base - 224, 92, 12, 4), SUN)
