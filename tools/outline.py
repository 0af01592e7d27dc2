"""Draws the outline of the world's land for the map of centres: `python -m tools.outline land-110m.json`.

The file comes out of the npm package world-atlas (`npm pack world-atlas@2`); its data are Natural Earth's, in the
public domain. What is written, `centres/directory/land.path`, is all that the site needs.
"""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from centres.directory.projection import SOUTH, project

TARGET = Path(__file__).resolve().parent.parent / "centres" / "directory" / "land.path"
# Units of the map: what is nearer to the line between its neighbours, or an island smaller, is left out.
TOLERANCE = 2.6
SMALLEST = 14.0

Point = tuple[float, float]


def arcs_of(data: dict[str, Any]) -> list[list[Point]]:
    """Return TopoJSON's arcs as longitudes and latitudes."""
    (scale_x, scale_y), (start_x, start_y) = data["transform"]["scale"], data["transform"]["translate"]
    found = []
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + start_x, y * scale_y + start_y))
        found.append(points)
    return found


def rings_of(data: dict[str, Any]) -> list[list[Point]]:
    """Return the outer rings of all land."""
    arcs = arcs_of(data)
    rings = []
    for geometry in data["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for outer, *_holes in polygons:
            ring: list[Point] = []
            for number in outer:
                ring += arcs[number] if number >= 0 else arcs[~number][::-1]
            rings.append(unwrapped(ring))
    return rings


def unwrapped(ring: list[Point]) -> list[Point]:
    """Return a ring that goes on beyond the 180th meridian, where longitudes jump."""
    found = ring[:1]
    for longitude, latitude in ring[1:]:
        turns = round((found[-1][0] - longitude) / 360)
        found.append((longitude + 360 * turns, latitude))
    middle = round(sum(longitude for longitude, _latitude in found) / len(found) / 360)
    return [(longitude - 360 * middle, latitude) for longitude, latitude in found]


def distance(point: Point, first: Point, last: Point) -> float:
    """Return how far a point is from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, first, last
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return math.hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def simplified(points: list[Point]) -> list[Point]:
    """Return the points that matter (Douglas and Peucker's way)."""
    if len(points) < 3:
        return points
    far = max(range(1, len(points) - 1), key=lambda place: distance(points[place], points[0], points[-1]))
    if distance(points[far], points[0], points[-1]) < TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: far + 1])[:-1] + simplified(points[far:])


def area(points: list[Point]) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def path_of(rings: list[list[Point]]) -> str:
    """Return the rings as the path of an SVG, in whole units and steps."""
    parts = []
    for ring in rings:
        shown = [project(longitude, latitude) for longitude, latitude in ring]
        half = len(shown) // 2
        if area(shown) < SMALLEST:
            continue
        points = [(round(x), round(y)) for x, y in simplified(shown[: half + 1])[:-1] + simplified(shown[half:])]
        steps = [
            f"{x - before_x} {y - before_y}"
            for (before_x, before_y), (x, y) in pairwise(points)
            if (x, y) != (before_x, before_y)
        ]
        if len(steps) > 2:
            parts.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(parts)


def main(source: str) -> None:
    rings = rings_of(json.loads(Path(source).read_text(encoding="utf-8")))
    north = [ring for ring in rings if max(latitude for _longitude, latitude in ring) > SOUTH]
    TARGET.write_text(path_of(north) + "\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1])
