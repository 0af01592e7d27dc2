"""Two texts compared word by word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, TAKEN = "same", "added", "taken"
WORDS = re.compile(r"\w+|[^\w\s]|\s+")
# Longer texts are compared sentence by sentence: the time grows with the square.
MOST_WORDS = 1200
SENTENCES = re.compile(r"[^.!?…。؟]*[.!?…。؟]+[\s»”\"')]*|.+", re.DOTALL)


@dataclass(frozen=True)
class Change:
    """A run of words that stayed, came or went."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Change]:
    """Return what leads from `old` to `new`."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    if len(before) + len(after) > 2 * MOST_WORDS:
        before, after = sentences(old), sentences(new)
    found: list[Change] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Change(SAME, "".join(before[start:end])))
            continue
        taken, added = "".join(before[start:end]), "".join(after[new_start:new_end])
        found += [Change(TAKEN, taken)] if taken else []
        found += [Change(ADDED, added)] if added else []
    return _joined(found)


def _joined(changes: list[Change]) -> list[Change]:
    """Take lone spaces between two changes into them, so that a changed phrase is one change."""
    found: list[Change] = []
    for place, change in enumerate(changes):
        is_gap = change.kind == SAME and change.text.isspace() and 0 < place < len(changes) - 1
        if is_gap:
            found += [Change(TAKEN, change.text), Change(ADDED, change.text)]
        else:
            found.append(change)
    result: list[Change] = []
    run: dict[str, str] = {TAKEN: "", ADDED: ""}
    for change in [*found, Change(SAME, "")]:
        if change.kind != SAME:
            run[change.kind] += change.text
            continue
        result += [Change(kind, text) for kind, text in run.items() if text]
        run = {TAKEN: "", ADDED: ""}
        if change.text:
            result.append(change)
    return result


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, with what follows each; together they are the text."""
    return SENTENCES.findall(text)


def likeness(old: str, new: str) -> float:
    """Return how alike two texts are, from 0 to 1, by their words."""
    before, after = old.casefold().split(), new.casefold().split()
    if not before or not after:
        return 0.0
    if shared(Counter(before), Counter(after)) == 0:
        return 0.0
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def shared(before: Counter[str], after: Counter[str]) -> int:
    """Return how many words two texts share, in any order."""
    return sum((before & after).values())
