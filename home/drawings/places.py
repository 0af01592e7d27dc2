"""The pictures of the market, the harbour and the garden."""

from __future__ import annotations

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
    SEA,
    SHADE,
    SHALLOW,
    SLATE,
    STONE,
    SUN,
    VIOLET,
    WOOD,
)
from .people import LOOKS, bust, sitter, stander
from .scenery import hills, house, sky, star, sun, tree
from .shapes import Outline, View, arc, arch, box, curve, ellipse, land


def draw_market_square(c: Canvas) -> None:
    """A market, and among the stalls a table under an awning with coins and a notebook."""
    sky(c)
    sun(c, 560, 190, 62)
    _fronts(c)
    c.fill(box(-WIDTH, 640, WIDTH * 3, HEIGHT), CREAM, mix(CLAY, CREAM, 0.3))
    for row, y in enumerate((690, 750, 830, 930)):
        c.stroke([(-50, y), (1650, y)], 3 + row, mix(CLAY, CREAM, 0.25))
    _stall(c, 240, 760, 380, (IRIS, PAPER))
    _crates(c, 240, 760, 380, (BRICK, SUN, LEAF))
    _stall(c, 1360, 760, 380, (HONEY, PAPER))
    _crates(c, 1360, 760, 380, (SAGE, VIOLET, BRICK))
    for x in (510, 1090):
        c.stroke([(x, 400), (x, 930)], 16, BARK)
    bust(c, 800, 556, 50, LOOKS[3])
    _counter(c)
    _awning(c, 800, 320, 640, (BRAND, PAPER))
    stander(c, (445, 985), 430, LOOKS[1], ((0.1, 0.5), (0.2, 0.56)))
    stander(c, (1165, 985), 415, LOOKS[4], ((-0.2, 0.56), (0.14, 0.45)))


def _fronts(c: Canvas) -> None:
    fronts = (
        (CREAM, BRICK),
        (HAZE, VIOLET),
        (MINT, BRAND),
        (mix(SUN, CREAM, 0.6), BRICK),
        (HAZE, IRIS),
        (CREAM, BRAND),
        (MIST, BRICK),
    )
    for number, (wall, roof) in enumerate(fronts):
        x, high = 80 + number * 240, (300, 360, 320, 380, 330, 370, 300)[number]
        c.fill([(x - 128, 645 - high), (x, 560 - high), (x + 128, 645 - high)], mix(roof, PAPER, 0.25))
        c.fill(box(x - 120, 645 - high, 240, high), wall, mix(wall, SHADE, 0.5))
        for side in (-62, 0, 62):
            c.fill(arch(x + side, 745 - high, 32, 62), mix(wall, SLATE, 0.45))
        for side in (-60, 60):
            c.fill(arch(x + side, 645, 84, 130), mix(wall, SLATE, 0.55), mix(wall, SLATE, 0.75))


def _awning(c: Canvas, x: float, top: float, wide: float, colours: tuple[Colour, Colour]) -> None:
    stripes, deep = 10, wide * 0.19
    step, inset = wide / stripes, wide * 0.06
    for number in range(stripes):
        colour = colours[number % 2]
        left, upper = x - wide / 2 + number * step, x - wide / 2 + inset + number * (wide - 2 * inset) / stripes
        narrow = (wide - 2 * inset) / stripes
        low = top + deep
        c.fill([(upper, top), (upper + narrow, top), (left + step, low), (left, low)], mix(colour, PAPER, 0.12), colour)
        c.fill(
            [(left, low), *reversed(arc(left + step / 2, low, step / 2, step / 2, (0, 180))), (left + step, low)],
            mix(colour, INK, 0.1),
        )
    c.stroke([(x - wide / 2, top + deep), (x + wide / 2, top + deep)], 7, SUN)


def _stall(c: Canvas, x: float, base: float, wide: float, colours: tuple[Colour, Colour]) -> None:
    for side in (-0.46, 0.46):
        c.stroke([(x + wide * side, base - 270), (x + wide * side, base + 60)], 11, BARK)
    c.fill(box(x - wide * 0.47, base - 70, wide * 0.94, 100), WOOD, mix(WOOD, BARK, 0.5))
    _awning(c, x, base - 330, wide, colours)


def _crates(c: Canvas, x: float, base: float, wide: float, colours: tuple[Colour, ...]) -> None:
    for number, colour in enumerate(colours):
        left = x - wide * 0.42 + number * wide * 0.29
        for fruit in range(4):
            c.fill(ellipse(left + 14 + fruit * 24, base - 84 - fruit % 2 * 8, 15), mix(colour, PAPER, 0.2), colour)
        c.fill(box(left - 4, base - 80, wide * 0.27, 34, 3), HONEY, mix(HONEY, BARK, 0.4))


def _counter(c: Canvas) -> None:
    c.fill([(540, 650), (1060, 650), (1110, 735), (490, 735)], mix(CREAM, WOOD, 0.35), mix(CREAM, WOOD, 0.15))
    c.fill(box(490, 735, 620, 195), BRAND, DEEP)
    c.fill(box(490, 735, 620, 14), SUN)
    star(c, 800, 842, 66, PAPER)
    for number, count in enumerate((5, 3, 6, 2, 4)):
        x, y = 590 + number * 40, 712 - number % 2 * 22
        for coin in range(count):
            c.fill(ellipse(x, y - coin * 9, 19, 8), mix(HONEY, BARK, 0.3))
            c.fill(ellipse(x, y - coin * 9 - 4, 19, 8), SUN)
    for side in (-1, 1):
        page = [(905, 668), (905 + side * 92, 660), (912 + side * 108, 716), (912, 724)]
        c.fill(page, PAPER, STONE)
        for line in range(4):
            spot = (905 + side * 16 + line, 677 + line * 11)
            c.stroke([spot, (spot[0] + side * 64, spot[1] - 6)], 3, SLATE)


COTTAGES = (
    ((1130, 330), BRICK),
    ((1196, 322), VIOLET),
    ((1262, 330), BRICK),
    ((1330, 322), BRAND),
    ((380, 332), BRICK),
    ((320, 326), IRIS),
)
RIPPLES = ((420, 440, 70), (1100, 420, 90), (1010, 500, 50), (560, 560, 60), (1420, 520, 80), (200, 500, 90))
HULLS = (
    (180, 250, BRICK),
    (385, 330, BRAND),
    (566, 190, SUN),
    (735, 400, VIOLET),
    (935, 230, BRICK),
    (1130, 350, GREEN),
    (1310, 170, HONEY),
    (1470, 290, IRIS),
)


def draw_harbour(c: Canvas) -> None:
    """A harbour in the morning: boats of all sizes at one quay, and a reader."""
    sky(c, HAZE, DAWN)
    sun(c, 720, 268, 66)
    c.fill(land([(-50, 250), (250, 215), (480, 300), (640, 340)]), LILAC, SAGE)
    c.fill(land([(940, 340), (1150, 245), (1400, 190), (1650, 230)]), SAGE, LEAF)
    for foot, roof in COTTAGES:
        house(c, foot, (54, 40), roof)
    c.fill(box(-WIDTH, 325, WIDTH * 3, HEIGHT), SHALLOW, SEA)
    for number, width in enumerate((70, 120, 90, 150, 60)):
        y = 345 + number * 20
        c.stroke([(720 - width / 2 + number % 2 * 30, y), (720 + width / 2, y)], 7, mix(SUN, PAPER, 0.4))
    for x, y, wide in RIPPLES:
        c.stroke([(x, y), (x + wide, y)], 6, mix(SHALLOW, PAPER, 0.55))
    for x, size, colour in HULLS:
        _boat(c, x, 800, size, colour)
    _quay(c)
    c.fill(ellipse(985, 972, 130, 14), INK, alpha=0.14)
    c.fill(box(905, 872, 96, 92, 5), WOOD, mix(WOOD, BARK, 0.6))
    sitter(c, 950, 875, 270, LOOKS[0])


def _boat(c: Canvas, x: float, stern: float, size: float, colour: Colour) -> None:
    half = size * 0.2 + 12
    left = [
        (x - half * 0.72, stern),
        (x - half, stern - size * 0.4),
        (x - half * 0.7, stern - size * 0.76),
        (x, stern - size),
    ]
    right = [(2 * x - a, b) for a, b in left]
    outline = [*curve(left), *reversed(curve(right))]
    c.fill([(a + 12, b + 16) for a, b in outline], DEEP, alpha=0.25)
    c.fill(outline, colour, mix(colour, INK, 0.2))
    inner = [(x + (a - x) * 0.78, stern - 8 + (b - stern) * 0.9) for a, b in outline]
    c.fill(inner, CREAM, mix(WOOD, CREAM, 0.4))
    for part in (0.25, 0.5):
        y = stern - size * part
        c.stroke([(x - half * 0.66, y), (x + half * 0.66, y)], 8, mix(WOOD, BARK, 0.3))
    if size > 220:
        c.fill(box(x - half * 0.5, stern - size * 0.56, half, size * 0.26, 8), mix(colour, INK, 0.3))
        c.fill(box(x - half * 0.5, stern - size * 0.63, half, size * 0.26, 8), PAPER, STONE)
    if size > 300:
        c.stroke([(x, stern - size * 0.66), (x, stern - size * 1.35)], 8, BARK)
        c.fill(
            [(x + 6, stern - size * 1.33), (x + half * 1.2, stern - size * 0.8), (x + 6, stern - size * 0.76)],
            PAPER,
            DAWN,
        )


def _quay(c: Canvas) -> None:
    c.fill(box(-WIDTH, 822, WIDTH * 3, 40), SHADE, mix(SHADE, SLATE, 0.5))
    c.fill(box(-WIDTH, 800, WIDTH * 3, 30), PAPER)
    c.fill(box(-WIDTH, 826, WIDTH * 3, HEIGHT), CREAM, mix(CLAY, CREAM, 0.2))
    c.fill(box(-WIDTH, 826, WIDTH * 3, 8), SUN)
    for x in range(-40, 1700, 190):
        c.stroke([(x, 840), (x - 60 + (x - 800) * 0.2, 1080)], 4, mix(CLAY, CREAM, 0.35))
    c.stroke([(-60, 930), (1660, 930)], 4, mix(CLAY, CREAM, 0.35))
    for x in (285, 480, 655, 1040, 1230, 1400):
        c.stroke([(x, 826), (x - 70, 780)], 5, BARK)
        c.stroke([(x, 826), (x + 62, 780)], 5, BARK)
        c.fill(ellipse(x, 846, 26, 9), INK, alpha=0.2)
        c.fill(box(x - 14, 806, 28, 40, 8), SLATE, INK)
        c.fill(ellipse(x, 808, 21, 9), SLATE)


def draw_garden(c: Canvas) -> None:
    """A shared garden: plots of five shapes around one well, and people at work."""
    sky(c)
    sun(c, 1040, 150, 56)
    hills(c, 205, (HAZE, MINT, SAGE))
    view = View(horizon=170, eye=3, lens=900)
    c.fill(box(-WIDTH, 372, WIDTH * 3, HEIGHT - 372), mix(MINT, CREAM, 0.6), mix(SAGE, MINT, 0.55))
    for number in range(18):
        tree(c, -20 + number * 98, 392, 105 + number * 37 % 50, (BRAND, GREEN, LEAF)[number % 3])
    house(c, (560, 388), (120, 78), BRICK)
    for end in ((-2.7, 7.6), (3.2, 8.2), (-2.4, 5.5), (2.3, 5.2), (-1.2, 3.9), (0.8, 3.95)):
        c.stroke(view.flat([(0, 6.2), end]), 34, mix(CREAM, CLAY, 0.12))
    for shape, soil, crop, gap in _plots():
        _plot(c, view, shape, (soil, crop), gap)
    _well(c, view)
    _gardeners(c, view)


def _plots() -> tuple[tuple[Outline, Colour, Colour, float], ...]:
    bean = curve(
        [
            (-1.4, 4.15),
            (-2.3, 4.1),
            (-2.6, 3.6),
            (-1.9, 3.25),
            (-1.2, 3.5),
            (-0.4, 3.2),
            (0.1, 3.7),
            (-0.4, 4.15),
            (-1.4, 4.15),
        ]
    )
    return (
        (ellipse(-2.7, 8.1, 1.8, 1.5), mix(LEAF, SAGE, 0.4), BRAND, 0.4),
        ([(1.3, 10.2), (5.6, 9.9), (3.7, 6.7)], mix(SUN, CREAM, 0.3), HONEY, 0.38),
        ([(-4.0, 4.75), (-1.3, 4.75), (-1.45, 6.3), (-4.3, 6.3)], mix(BARK, CLAY, 0.6), LEAF, 0.34),
        ([(1.3, 5.1), (1.8, 4.2), (3.1, 4.2), (3.7, 5.1), (3.1, 6.1), (1.8, 6.1)], LILAC, VIOLET, 0.3),
        (bean, SAGE, BRICK, 0.22),
    )


def _plot(c: Canvas, view: View, shape: Outline, colours: tuple[Colour, Colour], gap: float) -> None:
    soil, crop = colours
    ground = view.flat(shape)
    c.stroke([*ground, ground[0]], 14, mix(SHADE, STONE, 0.4))
    left, right = min(x for x, _ in shape), max(x for x, _ in shape)
    near, far = min(y for _, y in shape), max(y for _, y in shape)
    with c.within(ground):
        c.fill(ground, mix(soil, PAPER, 0.15), soil)
        for row in reversed(range(round((far - near) / gap) + 1)):
            for column in range(round((right - left) / gap) + 1):
                x, y = view.at(left + (column + row % 2 / 2) * gap, near + row * gap)
                size = view.lens / (near + row * gap) * gap * 0.26
                c.fill(ellipse(x, y - size * 0.2, size, size * 0.7), mix(crop, INK, 0.25))
                c.fill(ellipse(x, y - size * 0.6, size * 0.9, size * 0.8), crop)


def _well(c: Canvas, view: View) -> None:
    x, y = view.at(0, 6.3)
    c.fill(ellipse(x + 34, y + 12, 140, 38), INK, alpha=0.16)
    c.fill([*arc(x, y, 102, 34, (0, 180)), *arc(x, y - 92, 102, 34, (180, 0))], STONE, mix(SHADE, SLATE, 0.3))
    c.fill(box(x - 102, y - 64, 204, 12), SUN)
    c.fill(ellipse(x, y - 92, 102, 34), PAPER)
    c.fill(ellipse(x, y - 90, 78, 24), DEEP)
    for side in (-86, 86):
        c.stroke([(x + side, y - 94), (x + side, y - 250)], 13, BARK)
    c.stroke([(x - 86, y - 205), (x + 86, y - 205)], 9, BARK)
    c.stroke([(x, y - 205), (x, y - 130)], 4, INK)
    c.fill([(x - 20, y - 134), (x + 20, y - 134), (x + 15, y - 98), (x - 15, y - 98)], IRIS)
    c.fill([(x - 130, y - 240), (x, y - 322), (x + 130, y - 240)], BRICK, mix(BRICK, INK, 0.15))


def _gardeners(c: Canvas, view: View) -> None:
    digger, waterer, reader = view.at(-2.1, 7.0), view.at(2.35, 7.5), view.at(0.8, 4.0)
    stander(c, digger, 240, LOOKS[5], ((0.12, 0.5), (0.2, 0.62)))
    c.stroke([(digger[0] + 60, digger[1] - 164), (digger[0] + 16, digger[1] - 20)], 8, BARK)
    _blade(c, (digger[0] + 16, digger[1] - 20))
    stander(c, waterer, 238, LOOKS[0], ((0.2, 0.5), (0.24, 0.56)))
    _can(c, (waterer[0] + 62, waterer[1] - 114))
    stander(c, reader, 370, LOOKS[2], ((-0.2, 0.58), (0.2, 0.58)))
    x, y = reader[0], reader[1] - 218
    c.fill([(x - 88, y - 48), (x + 88, y - 48), (x + 80, y + 62), (x - 80, y + 62)], PAPER, STONE)
    for spots in (((-55, -24), (-10, 10), (50, -20)), ((-50, 34), (-10, 10), (52, 40))):
        c.stroke([(x + a, y + b) for a, b in spots], 6, BRAND)
    for side in (-80, 80):
        c.fill(ellipse(x + side, y + 12, 15), LOOKS[2].skin)


def _blade(c: Canvas, spot: Point) -> None:
    x, y = spot
    c.fill([(x - 14, y - 14), (x + 16, y - 8), (x + 6, y + 34), (x - 12, y + 30)], SLATE, INK)


def _can(c: Canvas, spot: Point) -> None:
    x, y = spot
    c.stroke([(x + 10, y + 40), (x + 74, y + 6)], 11, mix(HONEY, BARK, 0.2))
    c.fill(box(x - 32, y, 56, 60, 10), SUN, HONEY)
    c.stroke(arc(x - 4, y + 2, 26, 26, (190, 350)), 7, mix(HONEY, BARK, 0.3))
    for drop in range(4):
        c.stroke([(x + 82 + drop * 8, y + 8 + drop * 4), (x + 98 + drop * 13, y + 84 + drop * 6)], 4, SEA)
