"""A remembered translation made fit for a new source text: its numbers, and only marks that the source has."""

from __future__ import annotations

import re
from collections import Counter

from .likeness import NUMBER, TAG

PARTS = re.compile(f"({TAG.pattern})")


def fit(*, target: str, old: str, new: str) -> tuple[str, bool]:
    """Return `target`, the translation of `old`, with the numbers and marks of `new`, and whether it was changed."""
    fitted = _with_numbers(_with_marks(target, new), old, new)
    return fitted, fitted != target


def _with_marks(target: str, new: str) -> str:
    """Take out marks that the new source does not have; their words stay."""
    allowed = set(TAG.findall(new))
    kept: list[str] = []
    open_tags: list[bool] = []
    for part in PARTS.split(target):
        if part.startswith("</"):
            if open_tags and open_tags.pop():
                kept.append(part)
        elif part.startswith("<") and not part.endswith("/>"):
            open_tags.append(part in allowed)
            if part in allowed:
                kept.append(part)
        elif not part.startswith("<") or part in allowed:
            kept.append(part)
    return "".join(kept)


def _numbers(data: str) -> list[str]:
    return NUMBER.findall(TAG.sub(" ", data))


def _with_numbers(target: str, old: str, new: str) -> str:
    """Put each new number where its predecessor stands, when there is no doubt which is which."""
    before, after = _numbers(old), _numbers(new)
    pairs = dict(zip(before, after, strict=False))
    is_plain = len(before) == len(after) and all(pairs[one] == other for one, other in zip(before, after, strict=True))
    if before == after or not is_plain or Counter(_numbers(target)) != Counter(before):
        return target
    parts = PARTS.split(target)
    return "".join(part if part.startswith("<") else NUMBER.sub(lambda hit: pairs[hit.group()], part) for part in parts)
