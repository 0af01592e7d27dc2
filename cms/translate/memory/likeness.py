"""How alike two source texts are, as translators count it, and where they differ."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest

EXACT = 100
MARK_PENALTY = 2
GRANTED = 0.75
TAG = re.compile(r"<[^<>]*>")
NUMBER = re.compile(r"\d(?:[\d.,:/\u00a0\u202f]*\d)?")
PIECE = re.compile(rf"\s*(?:{NUMBER.pattern}|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|[^\w\s]|_|\d)")
LONGEST_SPELLED = 200


class Change(StrEnum):
    """What a part of a difference is, seen from the new text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Part:
    """A stretch of the difference: in both texts, only in the remembered one, or only in the new one."""

    change: Change
    text: str


@dataclass(frozen=True)
class Piece:
    """A word, number or sign, with the space before it; `key` is what counts."""

    text: str
    key: str

    @property
    def weight(self) -> int:
        return len(self.key) if self.key[0].isalnum() else 1

    @property
    def is_number(self) -> bool:
        return self.key == "0"


def plain(data: str) -> str:
    """Return the words of wagtail-localize's HTML."""
    return " ".join(html.unescape(TAG.sub("", data.replace("<br/>", " "))).split())


def marks(data: str) -> Counter[str]:
    """Return how often each mark (tag with its name) stands in a text."""
    return Counter(TAG.findall(data))


@lru_cache(maxsize=512)
def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a plain text; all numbers are alike, and so are small and capital letters."""
    found = []
    for match in PIECE.finditer(text):
        word = match.group()
        bare = word.strip()
        found.append(Piece(word, "0" if bare[0].isdecimal() else bare.casefold()))
    return tuple(found)


def at_most(one: tuple[Piece, ...], other: tuple[Piece, ...]) -> float:
    """Return quickly how alike two texts can be when the order of their words is not looked at."""
    mine, theirs = Counter(piece.key for piece in one), Counter(piece.key for piece in other)
    shared = sum((mine & theirs).values())
    # What differs may still be spelled alike: most of it is granted.
    return (shared + (min(len(one), len(other)) - shared) * GRANTED) * 2 / max(1, len(one) + len(other))


def compare(old: str, new: str) -> tuple[int, tuple[Part, ...]]:
    """Return how many hundredths of `new` the remembered `old` has, and the difference; both are HTML.

    100 is for the very same text only; other numbers, capitals or marks cost a little.
    """
    if old == new:
        return EXACT, (Part(Change.SAME, plain(new)),)
    before, after = pieces(plain(old)), pieces(plain(new))
    if not before or not after:
        return 0, ()
    matcher = SequenceMatcher(None, [piece.key for piece in before], [piece.key for piece in after], autojunk=False)
    blocks = matcher.get_opcodes()
    shared = sum(_shared(tag, before[a:b], after[c:d]) for tag, a, b, c, d in blocks)
    total = sum(piece.weight for piece in before) + sum(piece.weight for piece in after)
    parts = _joined([part for tag, a, b, c, d in blocks for part in _parts(tag, before[a:b], after[c:d])])
    lost = sum(part.change is not Change.SAME for part in parts) if shared * 2 == total else 0
    lost += MARK_PENALTY * ((marks(old) - marks(new)) + (marks(new) - marks(old))).total()
    return max(0, min(EXACT - 1, int(EXACT * 2 * shared / total) - lost)), parts


def _shared(tag: str, old: tuple[Piece, ...], new: tuple[Piece, ...]) -> float:
    """Return how much of two stretches is the same; words that are spelled alike count in part."""
    if tag == "equal":
        return sum(piece.weight for piece in old)
    if tag != "replace":
        return 0
    mine, theirs = "".join(piece.key for piece in old), "".join(piece.key for piece in new)
    if max(len(mine), len(theirs)) > LONGEST_SPELLED:
        return 0
    ratio = SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
    return ratio**3 * (sum(piece.weight for piece in old) + sum(piece.weight for piece in new)) / 2


def _parts(tag: str, old: tuple[Piece, ...], new: tuple[Piece, ...]) -> list[Part]:
    if tag != "equal":
        return [Part(Change.GONE, piece.text) for piece in old] + [Part(Change.NEW, piece.text) for piece in new]
    found = []
    for mine, theirs in zip_longest(old, new):
        if mine.text.strip() == theirs.text.strip():
            found.append(Part(Change.SAME, theirs.text))
        else:
            found += [Part(Change.GONE, mine.text), Part(Change.NEW, theirs.text)]
    return found


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Join neighbours of one kind."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].change is part.change:
            found[-1] = Part(part.change, found[-1].text + part.text)
        else:
            found.append(part)
    return tuple(found)
