"""By which words a text is found again: the same when it is remembered and when it is asked for."""

from __future__ import annotations

import hashlib

from cms.core.words import tokens

from .likeness import plain

MOST_WORDS = 32
SMALLEST = 3
LONGEST = 32_000


def pair_of(source_language: str, target_language: str) -> str:
    return f"{source_language}>{target_language}"


def digest(data: str) -> str:
    """Return a short name of a text; spaces at its ends and doubled ones do not count."""
    return hashlib.sha256(" ".join(data.split()).encode()).hexdigest()[:32]


def _rank(token: str) -> bytes:
    return hashlib.blake2b(token.encode(), digest_size=8).digest()


def words_of(data: str, language: str) -> list[str]:
    """Return at most MOST_WORDS different stems of a text.

    Very short words are left out when others remain. Of a long text the same words are chosen whenever it is read, by
    a digest, so that two long texts that are alike keep words in common.
    """
    found = set(tokens(plain(data), language))
    long_ones = {token for token in found if len(token) >= SMALLEST} or found
    return sorted(sorted(long_ones, key=_rank)[:MOST_WORDS])


def length_of(data: str) -> int:
    return min(LONGEST, len(plain(data)))
