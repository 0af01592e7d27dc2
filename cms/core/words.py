"""Words as search, memory and glossary see them: one normalisation for texts and for what asks for them.

A word is folded first (case, accents, ligatures, digits of other scripts) and stemmed after, so that a query without
accents meets a text with them. Where one writing can be read in two ways (an Esperanto "ch" is ĉ or c+h) a word has
several tokens: a text is stored under each, a query asks for any.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import snowballstemmer

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


def parts(word: str, language: str) -> list[str]:
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


def readings(folded: str, language: str) -> list[str]:
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
    for part in parts(word, language):
        for run in CJK_RUN.findall(fold(part)):
            if CJK_SIGN.match(run):
                groups += [tuple(dict.fromkeys((run[at], run[at : at + 2]))) for at in range(len(run))]
            elif run := run[:MAX_WORD_LENGTH]:
                read = readings(run, language)
                groups.append(tuple(dict.fromkeys(stem(reading, language) for reading in read)))
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
        for part in parts(word, code):
            folded = fold(part)
            if MIN_STEM <= len(folded) <= MAX_WORD_LENGTH and part.isalpha() and not CJK_SIGN.search(folded):
                for reading in readings(folded, code):
                    found[reading] = (part.lower(), stem(reading, code))
    return found


def word_spans(text: str, language: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield where (start, end) each word of `text` stands, without its elision, and the tokens it may be read as.

    In French "l’assemblée" the span is that of "assemblée". Signs of Chinese and the like are words each.
    """
    code = language_of(language)
    for match in WORD.finditer(text):
        word = match.group()
        start = match.start() + len(word) - len(_without_elision(word, code))
        if CJK_SIGN.search(word):
            for place in range(start, match.end()):
                yield place, place + 1, frozenset({fold(text[place])})
        else:
            tokens_of_word = (token for group in forms(word, language) for token in group)
            yield start, match.end(), frozenset(tokens_of_word)


def _without_elision(word: str, language: str) -> str:
    elision = {"fr": ELISION, "eo": EO_ELISION}.get(language)
    while elision is not None and (match := elision.match(word)) and match.end() < len(word):
        word = word[match.end() :]
    return word
