"""Outlines as lists of points, and a plain perspective."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .canvas import HEIGHT, WIDTH, Point

Outline = list[Point]


def ellipse(x: float, y: float, across: float, down: float | None = None) -> Outline:
    """Return an ellipse around a centre, or a circle."""
    return arc(x, y, across, down if down is not None else across, (0, 360))


def arc(x: float, y: float, across: float, down: float, turn: tuple[float, float]) -> Outline:
    """Return a part of an ellipse, in degrees clockwise from three o'clock."""
    steps = 48
    angles = (math.radians(turn[0] + (turn[1] - turn[0]) * step / steps) for step in range(steps + 1))
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def box(x: float, y: float, wide: float, high: float, radius: float = 0) -> Outline:
    """Return a rectangle, with rounded corners if a radius is given."""
    if not radius:
        return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    left, right, top, bottom = x + radius, x + wide - radius, y + radius, y + high - radius
    corners = ((right, bottom, 0), (left, bottom, 90), (left, top, 180), (right, top, 270))
    return [spot for a, b, start in corners for spot in arc(a, b, radius, radius, (start, start + 90))]


def arch(x: float, base: float, wide: float, high: float) -> Outline:
    """Return the milestone's outline: upright sides under a half circle."""
    half = wide / 2
    return [(x - half, base), *arc(x, base - high + half, half, half, (180, 360)), (x + half, base)]


def curve(points: Sequence[Point], steps: int = 14) -> Outline:
    """Return a smooth line through the points."""
    ends = [points[0], *points, points[-1]]
    line = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return [*line, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def land(points: Sequence[Point]) -> Outline:
    """Return all that lies under a smooth line, to the foot of the picture."""
    line = curve(points)
    return [*line, (line[-1][0], HEIGHT), (line[0][0], HEIGHT)]


def turned(points: Sequence[Point], around: Point, degrees: float) -> Outline:
    """Return the outline turned clockwise around a point."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    moved = ((x - around[0], y - around[1]) for x, y in points)
    return [(around[0] + x * cosine - y * sine, around[1] + x * sine + y * cosine) for x, y in moved]


class View:
    """A perspective whose uprights stay upright: metres across, away and up."""

    def __init__(self, *, horizon: float, eye: float, lens: float, middle: float = WIDTH / 2) -> None:
        self.horizon, self.eye, self.lens, self.middle = horizon, eye, lens, middle

    def at(self, across: float, away: float, up: float = 0) -> Point:
        """Return where a point of the room falls on the picture."""
        return self.middle + self.lens * across / away, self.horizon + self.lens * (self.eye - up) / away

    def flat(self, points: Sequence[Point], up: float = 0) -> Outline:
        """Return an outline that lies on the ground, or on a table."""
        return [self.at(across, away, up) for across, away in points]
