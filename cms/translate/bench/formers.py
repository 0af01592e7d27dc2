"""Which translations of before may serve a text again: nothing that a person wrote is lost when its source changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from . import marks
from .difference import likeness, sentences, shared
from .lines import Former, Line

MOST = 3
# How alike two sources must be: less in the same place, where a text is likely to be the successor of another.
LEAST_HERE, LEAST_ELSEWHERE = 0.3, 0.55
# Less alike is no small edit.
LEAST_KEPT = 0.5
# Only the most promising are compared word by word.
LOOKED_AT = 8


@dataclass(frozen=True)
class Written:
    """A translation that belongs to the page, whether its source is still there or not."""

    path: str
    source_data: str
    data: str
    is_current: bool = False
    by: str = ""
    at: datetime | None = None

    @property
    def source(self) -> str:
        return marks.shown(self.source_data, marks.marks_of(self.source_data))

    @property
    def text(self) -> str:
        return marks.shown(self.data, marks.marks_of(self.source_data))


def find(lines: Iterable[Line], written: list[Written]) -> dict[str, tuple[Former, ...]]:
    """Return the best former translations of the texts that have none, by key.

    A text that is still translated where it stands serves elsewhere only when it is the very same.
    """
    bags = [Counter(marks.plain(item.source_data).casefold().split()) for item in written]
    found = {}
    for line in lines:
        if not line.data:
            formers = _best(line, written, bags)
            if formers:
                found[line.key] = formers
    return found


def _best(line: Line, written: list[Written], bags: list[Counter[str]]) -> tuple[Former, ...]:
    bag = Counter(marks.plain(line.source_data).casefold().split())
    ranked: list[tuple[float, bool, int]] = []
    for place, item in enumerate(written):
        is_same = item.source_data == line.source_data
        common = shared(bag, bags[place])
        if is_same or (common and not item.is_current):
            rough = 2 * common / (sum(bag.values()) + sum(bags[place].values()) or 1)
            ranked.append((2 if is_same else rough, item.path == line.path, place))
    ranked.sort(reverse=True)
    near = [written[place] for _rough, _is_here, place in ranked[:LOOKED_AT]]
    candidates = [former for item in near if (former := _former(line, item)) is not None]
    candidates.sort(key=lambda former: (former.is_exact, former.likeness + former.is_here / 10), reverse=True)
    unique = {former.text: former for former in reversed(candidates)}
    best = sorted(unique.values(), key=candidates.index)[:MOST]
    return tuple(best)


def _former(line: Line, item: Written) -> Former | None:
    is_here = item.path == line.path
    if item.source_data == line.source_data:
        return Former(item.source, item.text, 1.0, is_here, item.by, item.at)
    alike = likeness(marks.plain(item.source_data), marks.plain(line.source_data))
    part = _part(line.source, item)
    if part is not None:
        return Former(item.source, part, max(alike, LEAST_ELSEWHERE), is_here, item.by, item.at)
    if alike < (LEAST_HERE if is_here else LEAST_ELSEWHERE):
        return None
    return Former(item.source, item.text, alike, is_here, item.by, item.at)


def _part(source: str, item: Written) -> str | None:
    """Return the sentences of a translation that answer `source`, when it was cut out of a longer text.

    Only where both have as many sentences: then the first answers the first.
    """
    old, new = sentences(item.source), sentences(item.text)
    wanted = source.strip()
    if len(old) < 2 or len(old) != len(new) or wanted not in item.source:
        return None
    for start in range(len(old)):
        for end in range(start + 1, len(old) + 1):
            if "".join(old[start:end]).strip() == wanted:
                return "".join(new[start:end]).strip()
    return None


def may_all_stand(lines: Iterable[Line], written: list[Written]) -> bool:
    """Say whether every text without a translation has one of before, in its place, that fits as it is."""
    unwritten = [line for line in lines if not line.data]
    found = find(unwritten, written)
    return bool(unwritten) and all(_fits(line, found.get(line.key, ())) for line in unwritten)


def _fits(line: Line, formers: tuple[Former, ...]) -> bool:
    if not formers or formers[0].likeness < LEAST_KEPT:
        return False
    try:
        marks.stored(formers[0].text, line.marks, breaks=line.breaks)
    except ValueError:
        return False
    return True


def merged(line: Line) -> str:
    """Return the former translations of a text that was joined of several, in its order; "" if it was not."""
    parts = [(line.source.find(former.source.strip()), former) for former in line.formers if not former.is_exact]
    inside = sorted(((place, former) for place, former in parts if place >= 0), key=lambda part: part[0])
    return " ".join(former.text for _place, former in inside) if len(inside) > 1 else ""
