"""The marks of a segment (bold, links, line breaks) apart from its words, for files that need them apart."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MARK = re.compile(r"<(/?)([a-z]+)((?:\s[^<>]*|/)?)>")
ALLOWED = re.compile(r"</?(?:abbr|acronym|b|code|em|i|strong|a)>|<a id=\"[\w-]{1,40}\">|<br\s*/?>")
# Two names of one thing.
ALIKE = {"strong": "b", "em": "i", "acronym": "abbr"}
LINK = re.compile(r'id="([^"]*)"')


class Kind(StrEnum):
    """What a mark does."""

    OPENS = "opens"
    CLOSES = "closes"
    ALONE = "alone"


@dataclass(frozen=True)
class Mark:
    """One tag: an opening and a closing one have the same `name`, which is unique in its text ("b1", "a2", "br1")."""

    kind: Kind
    name: str
    tag: str

    @property
    def element(self) -> str:
        return self.name.rstrip("0123456789")


def cut(data: str) -> Iterator[str | Mark]:
    """Yield the words (unescaped) and marks of wagtail-localize's HTML, in their order."""
    counts: Counter[str] = Counter()
    opened: list[Mark] = []
    place = 0
    for found in MARK.finditer(data):
        if found.start() > place:
            yield html.unescape(data[place : found.start()])
        place = found.end()
        if found[1]:
            if opened:
                yield Mark(Kind.CLOSES, opened.pop().name, found.group())
            continue
        mark = _mark(found, counts)
        if mark.kind is Kind.OPENS:
            opened.append(mark)
        yield mark
    if place < len(data):
        yield html.unescape(data[place:])


def _mark(found: re.Match[str], counts: Counter[str]) -> Mark:
    element = found[2]
    link = LINK.search(found[3])
    if link:
        return Mark(Kind.OPENS, link[1], found.group())
    counts[element] += 1
    kind = Kind.ALONE if element == "br" or found[3].endswith("/") else Kind.OPENS
    return Mark(kind, f"{element}{counts[element]}", found.group())


def escaped(words: str) -> str:
    """Return words as they stand in wagtail-localize's HTML."""
    return html.escape(words, quote=False)


def are_those_of(source: str, target: str) -> bool:
    """Say whether `target` has the marks of `source`, each as often, properly nested."""
    return _counted(source) == _counted(target) and are_nested(target)


def differing(source: str, target: str) -> list[str]:
    """Return the tags of formatting, line breaks apart, that a text has not as often as its source."""
    before, after = _formatting(source), _formatting(target)
    return [tag for tag in {**before, **after} if before[tag] != after[tag]]


def _formatting(data: str) -> Counter[str]:
    found = (hit for hit in MARK.finditer(data) if not hit[1] and hit[2] != "br")
    return Counter(f"<{ALIKE.get(hit[2], hit[2])}{hit[3].rstrip()}>" for hit in found)


def links(data: str) -> Counter[str]:
    """Return the names of the links in a text: wagtail-localize takes no translation without them."""
    return Counter(LINK.findall(data))


def _counted(data: str) -> Counter[str]:
    return Counter(found.group().replace(" ", "") for found in re.finditer(r"<[^<>]*>", data))


def are_nested(data: str) -> bool:
    """Say whether each opened mark is closed, in order."""
    opened: list[str] = []
    for found in MARK.finditer(data):
        if found[1]:
            if not opened or opened.pop() != found[2]:
                return False
        elif found[2] != "br":
            opened.append(found[2])
    return not opened
