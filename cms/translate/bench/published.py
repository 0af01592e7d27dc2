"""What visitors read now, text by text: the page that is live, taken apart as its source was."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from . import marks
from .difference import likeness
from .lines import Line


def published_texts(target: Any, lines: dict[str, Line]) -> dict[str, str]:
    """Return, by key, the published words that stand where each text stands; none when the page is not live.

    Where a place holds several texts and their number changed, each gets the one most like its translation.
    """
    if target is None or not getattr(target, "live", True) or getattr(target, "alias_of_id", None):
        return {}
    live: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(target):
        if isinstance(segment, StringSegmentValue):
            live[segment.path].append(marks.plain(segment.string.data))
    by_path: dict[str, list[Line]] = defaultdict(list)
    for line in lines.values():
        by_path[line.path].append(line)
    found: dict[str, str] = {}
    for path, here in by_path.items():
        found |= _matched(here, live.get(path, []))
    return found


def _matched(lines: list[Line], texts: list[str]) -> dict[str, str]:
    if len(lines) == len(texts):
        return {line.key: text for line, text in zip(lines, texts, strict=True)}
    found = {}
    for line in lines:
        now = marks.plain(line.data)
        best = max(texts, key=lambda text: likeness(text, now), default="")
        if now and best and likeness(best, now) > 0:
            found[line.key] = best
    return found
