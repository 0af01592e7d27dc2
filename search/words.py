"""Words as search sees them: one normalisation for texts and queries, the same on every engine.

A word is folded first (case, accents, ligatures, digits of other scripts) and stemmed after, so that a query without
accents meets a text with them. Where one writing can be read in two ways (an Esperanto "ch" is ĉ or c+h) a word has
several tokens: a text is stored under each, a query asks for any.
"""

from __future__ import annotations

import re
import sys
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer

from .stop_words import STOP_WORDS

MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 12
MAX_WORD_LENGTH = 40

STEMMERS = {"fr": "french", "en": "english", "es": "spanish", "de": "german", "eo": "esperanto", "ar": "arabic"}
# What Unicode does not decompose.
LETTERS = {
    "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "ng", "þ": "th", "ı": "i",
    "ĸ": "k", "ə": "e", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "", "\u00ad": "",
    "\u200c": "", "\u200d": "",
}  # fmt: skip
# Marks that only tell how to say a letter; those of Indian scripts are vowels and stay.
MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
)
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
CJK_RUN = re.compile(f"[{CJK}]+|[^{CJK}]+")
CJK_SIGN = re.compile(f"[{CJK}]")
ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)['’]", re.IGNORECASE)
EO_ELISION = re.compile(r"(?:l|dank|un|de)['’]", re.IGNORECASE)
EO_X = re.compile("([cghjsu])x")
EO_H = re.compile("([cghjs])h")
ARABIC_PREFIX = re.compile("^(?:[وف](?=ال))")
MIN_STEM = 3


def _combining() -> str:
    """Return the combining signs of every script as the inside of a character class."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x10000):
        if unicodedata.category(chr(code)) in ("Mn", "Mc") or code in (0x00AD, 0x200C, 0x200D):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "\u00ad" + "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


REST = f"[^\\W_]*(?:[{_combining()}]+[^\\W_]*)*"
RUN = f"[^\\W_]{REST}"
WORD = re.compile(f"{RUN}(?:['’]{RUN})*")


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each sign when it meets it."""

    def __missing__(self, code: int) -> str:
        sign = chr(code).casefold()
        plain = "".join(LETTERS.get(part, part) for part in unicodedata.normalize("NFKD", sign).casefold())
        plain = unicodedata.normalize("NFC", MARKS.sub("", plain))
        if sign.isdecimal():
            plain = str(unicodedata.decimal(sign))
        self[code] = "".join(LETTERS.get(part, part) for part in plain)
        return self[code]


_folding = _Folding()
_stemmers = threading.local()


def fold(text: str) -> str:
    """Return `text` without case, accents and ligatures."""
    return text.translate(_folding) if text.isascii() else unicodedata.normalize("NFC", text).translate(_folding)


def _stemmer(language: str) -> Any:
    """Return this thread's stemmer: one keeps the word it works on, so threads cannot share it."""
    known: dict[str, Any] = _stemmers.__dict__
    if language not in known:
        known[language] = snowballstemmer.stemmer(STEMMERS[language])
    return known[language]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; a language without stemmer keeps it whole."""
    if language not in STEMMERS or any(sign.isdigit() for sign in word):
        return word
    if language == "fr":
        word = re.sub("ee(s?)$", r"e\1", word)
    if language == "ar":
        word = ARABIC_PREFIX.sub("", word)
    found: str = fold(_stemmer(language).stemWord(word)) or word
    if language == "ar" and len(found) > MIN_STEM:
        return fold(_stemmer(language).stemWord(found)) or found
    return found


def language_of(code: str) -> str:
    """Return the language that rules the words of a locale: "fr" for "fr-ca"."""
    return code.partition("-")[0].lower()


def _parts(word: str, language: str) -> list[str]:
    """Cut a written word at elisions: "l’assemblée" is "assemblée"."""
    if "'" not in word and "’" not in word:
        return [word]
    if language == "fr":
        while match := ELISION.match(word):
            word = word[match.end() :]
        return [re.sub("['’]", "", word)]
    if language == "en":
        return [re.sub("['’]", "", re.sub("['’]s$", "", word, flags=re.IGNORECASE))]
    if language == "eo" and (match := EO_ELISION.match(word)):
        word = word[match.end() :]
    return [part for part in re.split("['’]", word) if part]


def _readings(folded: str, language: str) -> list[str]:
    """Return how a folded word may be read: Esperanto's x-system is certain, its h-system is not."""
    if language != "eo":
        return [folded]
    plain = EO_X.sub(r"\1", folded)
    return [plain, EO_H.sub(r"\1", plain)] if EO_H.search(plain) else [plain]


@lru_cache(maxsize=200_000)
def forms(word: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Return the tokens of a written word, one group of alternatives for each thing it says.

    "l’assemblée" → (("assembl",),); Esperanto "chevalo" → (("cheval", "ceval"),); "公民" → (("公", "公民"), ("民",)).
    """
    language = language_of(language)
    groups: list[tuple[str, ...]] = []
    for part in _parts(word, language):
        for run in CJK_RUN.findall(fold(part)):
            if CJK_SIGN.match(run):
                groups += [tuple(dict.fromkeys((run[at], run[at : at + 2]))) for at in range(len(run))]
            elif run := run[:MAX_WORD_LENGTH]:
                readings = _readings(run, language)
                groups.append(tuple(dict.fromkeys(stem(reading, language) for reading in readings)))
    return tuple(groups)


def written_words(text: str) -> Iterator[str]:
    """Yield the words of `text` as they are written."""
    return (match.group() for match in WORD.finditer(text))


def tokens(text: str, language: str) -> list[str]:
    """Return the tokens of `text`, the first reading of each word."""
    return [group[0] for word in written_words(text) for group in forms(word, language)]


def index_tokens(text: str, language: str) -> list[str]:
    """Return every token that `text` is found by, in its order."""
    return [token for word in written_words(text) for group in forms(word, language) for token in group]


def index_text(text: str, language: str) -> str:
    """Return the tokens of `text` as an engine stores them."""
    return " ".join(index_tokens(text, language))


def vocabulary(text: str, language: str) -> dict[str, tuple[str, str]]:
    """Return the words of `text` that may be proposed to a visitor: folded → (as written, in small letters; stem)."""
    code = language_of(language)
    found: dict[str, tuple[str, str]] = {}
    for word in set(written_words(text)):
        for part in _parts(word, code):
            folded = fold(part)
            if MIN_STEM <= len(folded) <= MAX_WORD_LENGTH and part.isalpha() and not CJK_SIGN.search(folded):
                for reading in _readings(folded, code):
                    found[reading] = (part.lower(), stem(reading, code))
    return found


@dataclass(frozen=True)
class QueryWord:
    """One word of a query: any of `stems`, or a word that begins with one of `prefixes`."""

    text: str
    stems: tuple[str, ...]
    prefixes: tuple[str, ...] = ()


def cut_query(q: str) -> str:
    """Return at most MAX_QUERY_LENGTH signs of a visitor's words, without signs that no text holds."""
    visible = "".join(sign if sign.isprintable() else " " for sign in q[: 2 * MAX_QUERY_LENGTH])
    return " ".join(visible.split())[:MAX_QUERY_LENGTH].strip()


@lru_cache(maxsize=4096)
def query_words(q: str, language: str) -> tuple[QueryWord, ...]:
    """Return the words a query asks for, all of them wanted, the last one as the beginning of a word too.

    Frequent small words are left out when others remain; at most MAX_QUERY_WORDS count.
    """
    code = language_of(language)
    written = list(written_words(cut_query(q)))[: 4 * MAX_QUERY_WORDS]
    stop = STOP_WORDS.get(code, frozenset())
    wanted = [word for word in written if not all(fold(part) in stop for part in _parts(word, code))] or written
    found: dict[tuple[str, ...], QueryWord] = {}
    last = len(wanted) - 1
    for place, word in enumerate(wanted):
        for query_word in _query_forms(word, code, as_prefix=place == last):
            if query_word.prefixes or query_word.stems not in found:
                found[query_word.stems] = query_word
    return tuple(found.values())[:MAX_QUERY_WORDS]


def word_groups(phrase: str, language: str) -> list[list[str]]:
    """Return what a query must hold to ask for `phrase`: for each word that counts, the tokens it may be read as."""
    return [list(word.stems) for word in query_words(phrase, language)]


def asks_for(groups: list[list[str]], query: tuple[QueryWord, ...]) -> bool:
    """Say whether a query holds each word of a phrase, given by `word_groups`."""
    asked = {token for word in query for token in word.stems}
    return bool(groups) and all(asked.intersection(group) for group in groups)


def _query_forms(word: str, code: str, *, as_prefix: bool) -> Iterator[QueryWord]:
    """Yield what one written word asks for; of Chinese and the like, pairs of signs."""
    for part in _parts(word, code):
        for run in CJK_RUN.findall(fold(part)):
            if CJK_SIGN.match(run):
                pairs = [run[at : at + 2] for at in range(len(run) - 1)] or [run]
                yield from (QueryWord(pair, (pair,)) for pair in pairs)
            elif run := run[:MAX_WORD_LENGTH]:
                readings = _readings(run, code)
                stems = tuple(dict.fromkeys(stem(reading, code) for reading in readings))
                yield QueryWord(part, stems, tuple(readings) if as_prefix else ())


def _initials() -> dict[str, str]:
    """Return, for each plain letter, the signs that fold to something that begins with it."""
    found: dict[str, str] = {}
    for code in (*range(0x30, 0x250), *range(0x1E00, 0x1F00), *range(0x370, 0x530), *range(0xFB00, 0xFB07)):
        folded = fold(chr(code))
        if folded and chr(code).isalnum():
            found[folded[0]] = found.get(folded[0], "") + chr(code)
    return found


INITIALS = _initials()


NEEDLE = 5
# Not every sign of a stem stands in the word: "chevaux" has "chev" of "cheval" (a stem loses at most its last two).
CHANGING = 2


class Matcher:
    """Finds in plain text the words that a query asks for; made once per query, as it remembers what it saw."""

    def __init__(self, words: tuple[QueryWord, ...], language: str) -> None:
        self.language = language_of(language)
        self.count = len(words)
        self.stems = frozenset(token for word in words for token in word.stems)
        self.prefixes = tuple(prefix for word in words for prefix in word.prefixes)
        self._seen: dict[str, bool] = {}
        self._candidates = self._pattern()

    def _pattern(self) -> re.Pattern[str]:
        """Return what to look at: words that begin nearly like a stem, as nearly every stem begins like its words."""
        needles = {token[: max(1, min(NEEDLE, len(token) - CHANGING))] for token in self.stems}
        needles |= {prefix[:NEEDLE] for prefix in self.prefixes}
        if self.language == "ar" or not needles or not all(needle[:1] in INITIALS for needle in needles):
            return WORD
        return _candidates(tuple(sorted(needles)), self.language)

    def _fits(self, word: str) -> bool:
        """Say whether a written word is one of those asked for."""
        if any(token in self.stems for group in forms(word, self.language) for token in group):
            return True
        if not self.prefixes:
            return False
        readings = (reading for part in _parts(word, self.language) for reading in _readings(fold(part), self.language))
        return any(reading.startswith(self.prefixes) for reading in readings)

    def spans(
        self, text: str, start: int = 0, end: int = sys.maxsize, limit: int = sys.maxsize
    ) -> list[tuple[int, int]]:
        """Return where (start, end) the words stand in `text[start:end]`, at most `limit` of them."""
        found: list[tuple[int, int]] = []
        seen = self._seen
        for match in self._candidates.finditer(text, start, end):
            word = match.group()
            fits = seen.get(word)
            if fits is None:
                fits = seen[word] = self._fits(word)
            if fits:
                span = match.span()
                if not span[0] or not text[span[0] - 1].isalnum():
                    found.append(span)
                    if len(found) >= limit:
                        break
        return found


LIGATURES = ("oe", "ae", "ss", "th", "ng", "ff", "fi", "fl", "ij")
EO_SIGNS = {"c": "[xXhH]?", "g": "[xXhH]?", "h": "[xXhH]?", "j": "[xXhH]?", "s": "[xXhH]?", "u": "[xX]?"}


@lru_cache(maxsize=1024)
def _candidates(needles: tuple[str, ...], language: str) -> re.Pattern[str]:
    """Return a pattern of words that begin with one of `needles`, written with any accents.

    A needle ends where a letter may be written as a ligature. That the pattern begins with the letters themselves,
    and the sign before them is looked at afterwards, makes it five times as fast.
    """
    between = EO_SIGNS if language == "eo" else {}
    begins = set()
    for needle in needles:
        cut = min([place for pair in LIGATURES if (place := needle.find(pair)) >= 0], default=len(needle))
        signs = [sign for sign in needle[: max(1, cut)] if sign in INITIALS]
        begins.add("".join(f"[{''.join(map(re.escape, INITIALS[sign]))}]{between.get(sign, '')}" for sign in signs))
    start = min(begins) if len(begins) == 1 else f"(?:{'|'.join(sorted(begins))})"
    return re.compile(f"{start}{REST}(?:['’]{RUN})*")


def matches(text: str, query: str, language: str) -> list[tuple[int, int]]:
    """Return where (start, end) the words of `query` stand in the plain `text`."""
    return Matcher(query_words(query, language), language).spans(text)
