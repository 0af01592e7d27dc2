"""The map of centres: an SVG made here, whose points are links into the list; it asks nobody for anything.

It shows the part of the world where the centres are. What would lie closer than a finger's breadth is one point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from .entries import Entry
from .projection import HEIGHT, WIDTH, project

# On the narrowest screen the map is 288 px wide: a twelfth of it is 24 px, the least target.
COLUMNS = 12
# Width to height, and the least width that is shown, in units of the map.
RATIO = WIDTH / HEIGHT
LEAST_WIDTH = 260.0
MARGIN = 0.09
COUNTRIES_NAMED = 3


@dataclass(frozen=True)
class View:
    """The part of the map that is shown."""

    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        return self.width / RATIO

    @property
    def cell(self) -> float:
        """The least distance of two points."""
        return self.width / COLUMNS


@dataclass
class Spot:
    """One point of the map, with the centres that it stands for."""

    x: float
    y: float
    entries: list[Entry] = field(default_factory=list)

    @property
    def target(self) -> str:
        first = self.entries[0]
        return f"#{first.anchor}" if len(self.entries) == 1 else f"#country-{self._countries[0][0].lower()}"

    @property
    def label(self) -> str:
        if len(self.entries) == 1:
            first = self.entries[0]
            return f"{first.name}, {first.country_name}"
        names = {entry.country: entry.country_name for entry in self.entries}
        shown = [names[code] for code, _number in self._countries[:COUNTRIES_NAMED]]
        where = ", ".join(shown) + (" …" if len(names) > len(shown) else "")
        number = len(self.entries)
        words = ngettext("%(where)s: %(number)s centre", "%(where)s: %(number)s centres", number)
        return words % {"where": where, "number": number}

    @property
    def _countries(self) -> list[tuple[str, int]]:
        return Counter(entry.country for entry in self.entries).most_common()


@cache
def land() -> str:
    """Return the outline of the land, made by `tools/outline.py`."""
    return (Path(__file__).parent / "land.path").read_text(encoding="utf-8").strip()


def view_of(points: Iterable[tuple[float, float]]) -> View:
    """Return the part of the map that holds all points with a margin, of the map's own shape."""
    xs, ys = zip(*points, strict=True)
    width = max(max(xs) - min(xs), (max(ys) - min(ys)) * RATIO) * (1 + 2 * MARGIN)
    width = min(WIDTH, max(LEAST_WIDTH, width))
    height = width / RATIO
    x = min(max(0.0, (max(xs) + min(xs) - width) / 2), WIDTH - width)
    y = min(max(0.0, (max(ys) + min(ys) - height) / 2), HEIGHT - height)
    return View(x, y, width)


def spots_of(placed: list[tuple[Entry, tuple[float, float]]], view: View) -> list[Spot]:
    """Return points no two of which are nearer than the view's cell."""
    spots: list[Spot] = []
    for entry, (x, y) in placed:
        near = next((spot for spot in spots if (spot.x - x) ** 2 + (spot.y - y) ** 2 < view.cell**2), None)
        if near is None:
            near = Spot(x, y)
            spots.append(near)
        near.entries.append(entry)
    return spots


def draw_map(entries: Iterable[Entry]) -> SafeString | str:
    """Return the map of the centres that have a position, "" when none has."""
    placed = [(entry, project(entry.position[1], entry.position[0])) for entry in entries if entry.position]
    if not placed:
        return ""
    view = view_of([point for _entry, point in placed])
    spots = format_html_join("", "{}", ((_drawn(spot, view),) for spot in spots_of(placed, view)))
    return format_html(
        '<svg class="map" viewBox="{} {} {} {}" role="group" aria-label="{}"><path class="map__land" d="{}"/>{}</svg>',
        round(view.x),
        round(view.y),
        round(view.width),
        round(view.height),
        gettext("Map of the centres; each point leads into the list"),
        land(),
        spots,
    )


def _drawn(spot: Spot, view: View) -> SafeString:
    number = len(spot.entries)
    x, y, reach = round(spot.x, 1), round(spot.y, 1), round(view.cell / 2, 1)
    count = (
        format_html('<text x="{}" y="{}" font-size="{}">{}</text>', x, y, round(view.cell * 0.42, 1), number)
        if number > 1
        else ""
    )
    return format_html(
        '<a href="{}" aria-label="{}"><title>{}</title><circle class="map__reach" cx="{}" cy="{}" r="{}"/>'
        '<circle class="map__spot" cx="{}" cy="{}" r="{}"/>{}</a>',
        spot.target,
        spot.label,
        spot.label,
        x,
        y,
        reach,
        x,
        y,
        round(view.cell * (0.38 if number > 1 else 0.22), 1),
        count,
    )


def draw_position(latitude: float, longitude: float) -> SafeString:
    """Return a small map of one place, to check that it is the right one."""
    x, y = project(longitude, latitude)
    view = view_of([(x, y)])
    return format_html(
        '<svg class="map" viewBox="{} {} {} {}" role="img" aria-label="{}"><path class="map__land" d="{}"/>'
        '<circle class="map__spot" cx="{}" cy="{}" r="{}"/></svg>',
        round(view.x),
        round(view.y),
        round(view.width),
        round(view.height),
        gettext("Where the centre lies on the map"),
        land(),
        round(x, 1),
        round(y, 1),
        round(view.cell * 0.22, 1),
    )
