"""Where the words of the glossary stand in a text, whatever their endings are."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from cms.core.words import word_spans

T = TypeVar("T")

# What is no text: tags and entities. They become spaces, so that places stay what they are.
NOT_TEXT = re.compile(r"<[^<>]*>|&#?\w+;")
# A longer ending makes another word of a short one: "données" is no form of "don". Arabic puts words together.
LONGEST_ENDING = 3
JOINS_WORDS = {"ar"}


@dataclass(frozen=True)
class Word:
    """A word of a term: the tokens it may be read as, and how many signs it has."""

    reads: frozenset[str]
    length: int


Phrase = list[Word]


def blank_marks(data: str) -> str:
    """Return `data` with a space for each sign of a tag or an entity."""
    return NOT_TEXT.sub(lambda found: " " * len(found.group()), data)


def phrase_of(text: str, language: str) -> Phrase:
    """Return for each word of a term the tokens it may be read as."""
    return [Word(read, end - start) for start, end, read in word_spans(text, language)]


@dataclass(frozen=True)
class Hit(Generic[T]):
    """`what` stands in the text from `start` to `end`."""

    start: int
    end: int
    what: T


@dataclass
class Phrases(Generic[T]):
    """Phrases of one language, found side by side in one walk through a text."""

    language: str
    _by_first: dict[str, list[tuple[Phrase, T]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, text: str, what: T) -> None:
        phrase = phrase_of(text, self.language)
        for token in phrase[0].reads if phrase else ():
            self._by_first[token].append((phrase, what))

    def find(self, data: str) -> list[Hit[T]]:
        """Return where phrases stand in `data` (HTML), in order; of those that overlap the longest, all of one length.

        Phrases of equal length at one place are different terms that are written alike: each is returned.
        """
        words = list(word_spans(blank_marks(data), self.language))
        found: list[Hit[T]] = []
        place = 0
        while place < len(words):
            length, hits = self._at(words, place)
            found += [Hit(words[place][0], words[place + length - 1][1], what) for what in hits]
            place += max(1, length)
        return found

    def _at(self, words: list[tuple[int, int, frozenset[str]]], place: int) -> tuple[int, list[T]]:
        best, hits = 0, []
        seen = set()
        for token in words[place][2]:
            for phrase, what in self._by_first.get(token, ()):
                length = len(phrase)
                if length < best or id(what) in seen or not self._stands(phrase, words, place):
                    continue
                seen.add(id(what))
                best, hits = length, [*(hits if length == best else []), what]
        return best, hits

    def _stands(self, phrase: Phrase, words: list[tuple[int, int, frozenset[str]]], place: int) -> bool:
        here = words[place : place + len(phrase)]
        return len(here) == len(phrase) and all(map(self._is_form, phrase, here))

    def _is_form(self, word: Word, found: tuple[int, int, frozenset[str]]) -> bool:
        start, end, reads = found
        longest = word.length + max(LONGEST_ENDING, word.length // 2)
        return bool(word.reads & reads) and (self.language in JOINS_WORDS or end - start <= longest)
