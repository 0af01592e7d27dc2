"""People, from the head to the whole figure."""

from __future__ import annotations

from typing import NamedTuple

from .canvas import Canvas, Colour, Point, mix
from .palette import BARK, BRAND, BRICK, GREEN, INK, IRIS, LILAC, SKINS, SLATE, STONE, SUN, VIOLET
from .shapes import Outline, arc, box, curve, ellipse


class Look(NamedTuple):
    """How one person is drawn."""

    skin: Colour
    hair: Colour
    coat: Colour
    style: str = "short"


LOOKS = (
    Look(SKINS[1], INK, VIOLET, "long"),
    Look(SKINS[3], INK, SUN, "short"),
    Look(SKINS[0], STONE, BRAND, "short"),
    Look(SKINS[2], LILAC, GREEN, "scarf"),
    Look(SKINS[0], BARK, IRIS, "bun"),
    Look(SKINS[2], INK, BRICK, "beard"),
)


def head(c: Canvas, x: float, y: float, size: float, look: Look) -> None:
    """Draw a head with its hair, beard or scarf."""
    skin, hair, _, style = look
    if style == "long":
        c.fill(box(x - size * 1.12, y - size * 0.7, size * 2.24, size * 2.1, size * 0.7), hair)
    if style == "bun":
        c.fill(ellipse(x, y - size * 1.25, size * 0.42), hair)
    if style == "scarf":
        c.fill(ellipse(x, y + size * 0.15, size * 1.2, size * 1.42), hair, mix(hair, VIOLET, 0.25))
    c.fill(box(x - size * 0.34, y + size * 0.5, size * 0.68, size * 0.9, size * 0.3), mix(skin, INK, 0.14))
    c.fill(ellipse(x, y, size * 0.9, size * 1.05), skin, mix(skin, INK, 0.05))
    if style == "beard":
        c.fill(arc(x, y + size * 0.12, size * 0.9, size * 0.98, (0, 180)), hair)
        c.fill(ellipse(x, y + size * 0.3, size * 0.5, size * 0.3), skin)
    c.fill(_fringe(x, y, size, style), hair)


def _fringe(x: float, y: float, size: float, style: str) -> Outline:
    if style == "scarf":
        return arc(x, y - size * 0.5, size * 0.86, size * 0.62, (182, 358))
    line = [(x + size * 0.98, y - size * 0.1), (x + size * 0.3, y - size * 0.52), (x - size * 0.98, y - size * 0.02)]
    return [*arc(x, y - size * 0.08, size * 0.98, size * 1.06, (180, 360)), *curve(line)]


def bust(c: Canvas, x: float, y: float, size: float, look: Look) -> None:
    """Draw a person down to the waist; the point is the middle of the head."""
    shoulders = box(x - size * 1.75, y + size * 1.15, size * 3.5, size * 4.4, size * 1.2)
    c.fill(shoulders, look.coat, mix(look.coat, INK, 0.22))
    head(c, x, y, size, look)


def portrait(c: Canvas, outline: Outline, face: tuple[float, float, float], look: Look, back: Colour) -> None:
    """Draw a face inside a frame; the face has a middle and a size."""
    x, y, size = face
    with c.within(outline):
        c.fill(outline, back)
        bust(c, x, y, size, look)
    for side in (-0.34, 0.34):
        c.fill(ellipse(x + size * side, y + size * 0.02, size * 0.09), INK)
    smile = arc(x, y + size * 0.32, size * 0.26, size * 0.2, (20, 160))
    c.stroke(smile, size * 0.08, mix(look.skin, INK, 0.6))


def stander(c: Canvas, foot: Point, high: float, look: Look, hands: tuple[Point, Point]) -> None:
    """Draw a whole person, feet at the point, hands at parts of the height from the feet."""
    x, y = foot
    c.fill(ellipse(x + high * 0.1, y, high * 0.26, high * 0.04), INK, alpha=0.16)
    trousers = mix(look.coat, INK, 0.55)
    for side in (-1, 1):
        shoe = (x + side * high * 0.07, y - high * 0.02)
        c.stroke([(x + side * high * 0.045, y - high * 0.42), shoe], high * 0.085, trousers)
        c.stroke([shoe, (shoe[0] + high * 0.04, shoe[1])], high * 0.05, INK)
    body = box(x - high * 0.115, y - high * 0.79, high * 0.23, high * 0.42, high * 0.09)
    c.fill(body, look.coat, mix(look.coat, INK, 0.2))
    for side, (across, up) in zip((-1, 1), hands, strict=True):
        shoulder, hand = (x + side * high * 0.1, y - high * 0.73), (x + across * high, y - up * high)
        c.stroke([shoulder, _elbow(shoulder, hand, side * high), hand], high * 0.065, mix(look.coat, INK, 0.1))
        c.fill(ellipse(*hand, high * 0.036), look.skin)
    head(c, x, y - high * 0.89, high * 0.075, look)


def _elbow(shoulder: Point, hand: Point, reach: float) -> Point:
    return (shoulder[0] + hand[0]) / 2 + reach * 0.05, (shoulder[1] + hand[1]) / 2 + abs(reach) * 0.05


def sitter(c: Canvas, x: float, y: float, high: float, look: Look) -> None:
    """Draw a person seated in profile, a folder open on the knees; the point is the seat."""
    trousers = mix(look.coat, INK, 0.55)
    c.stroke([(x, y - high * 0.05), (x + high * 0.34, y - high * 0.06)], high * 0.15, trousers)
    c.stroke([(x + high * 0.34, y - high * 0.06), (x + high * 0.36, y + high * 0.33)], high * 0.11, trousers)
    c.stroke([(x + high * 0.36, y + high * 0.35), (x + high * 0.44, y + high * 0.35)], high * 0.07, INK)
    c.fill(
        box(x - high * 0.13, y - high * 0.56, high * 0.28, high * 0.58, high * 0.12),
        look.coat,
        mix(look.coat, INK, 0.2),
    )
    for lean, colour in ((-0.1, SLATE), (0.16, STONE)):
        spine = (x + high * 0.34, y - high * 0.14)
        edge = (x + high * (0.34 + lean), y - high * 0.38)
        c.fill([spine, edge, (edge[0] + high * 0.2, edge[1] + high * 0.03), (spine[0] + high * 0.16, spine[1])], colour)
    c.stroke(
        [(x + high * 0.02, y - high * 0.44), (x + high * 0.1, y - high * 0.24), (x + high * 0.36, y - high * 0.22)],
        high * 0.085,
        mix(look.coat, INK, 0.14),
    )
    c.fill(ellipse(x + high * 0.38, y - high * 0.22, high * 0.045), look.skin)
    head(c, x + high * 0.03, y - high * 0.7, high * 0.115, look)
