"""The order of names in each language, made in Python: no database here knows all of ours.

Three levels, as in dictionaries: letters first, then accents, then capitals. Spaces and hyphens part words, and a
shorter word comes first; other signs do not count; numbers are ordered by their value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Case, Model, QuerySet, Value, When

from .words import language_of

T = TypeVar("T")
M = TypeVar("M", bound=Model)
Letter = tuple[int, str, int]
Key = tuple[tuple[Letter, ...], tuple[str, ...], tuple[bool, ...]]

SPACE: Letter = (0, "", 0)
NUMBER, LETTER = 1, 2
# Letters of their own, each right after the letter it is written with. In other languages they are accents.
OWN_LETTERS = {
    "eo": {"ĉ": "c", "ĝ": "g", "ĥ": "h", "ĵ": "j", "ŝ": "s", "ŭ": "u"},
    "es": {"ñ": "n"},
}
# What Unicode does not take apart.
SPELLED = {
    "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ß": "ss", "ı": "i",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ـ": "",
}  # fmt: skip
PARTING = frozenset("-‐‑–—/_")
# French dictionaries look at the last accent first: cote, côte, coté, côté.
FROM_THE_END = frozenset({"fr"})


@lru_cache(maxsize=20_000)
def sort_key(text: str, language: str) -> Key:
    """Return what `sorted` orders names of `language` by."""
    code = language_of(language)
    own = OWN_LETTERS.get(code, {})
    letters: list[Letter] = []
    accents: list[str] = []
    capitals: list[bool] = []
    number = ""
    for sign in unicodedata.normalize("NFC", text.strip()):
        if sign.isdecimal():
            number += str(unicodedata.decimal(sign))
            continue
        _end(number, letters, accents, capitals)
        number = ""
        for letter, accent in _letters(sign, own):
            if letter != SPACE or (letters and letters[-1] != SPACE):
                letters.append(letter)
                accents.append(accent)
                capitals.append(sign.isupper())
    _end(number, letters, accents, capitals)
    if code in FROM_THE_END:
        accents.reverse()
    return tuple(letters), tuple(accents), tuple(capitals)


def _end(number: str, letters: list[Letter], accents: list[str], capitals: list[bool]) -> None:
    if number:
        letters.append((NUMBER, "", int(number[:4000])))
        accents.append("")
        capitals.append(False)


def _letters(sign: str, own: dict[str, str]) -> Iterable[tuple[Letter, str]]:
    """Return the letters that one written sign counts as, each with what distinguishes it on the second level."""
    small = sign.lower()
    if small in own:
        return [((LETTER, own[small], 1), "")]
    if small.isspace() or small in PARTING:
        return [(SPACE, "")]
    spelled = SPELLED.get(small, small)
    plain = unicodedata.normalize("NFKD", spelled)
    base = [part for part in plain if part.isalnum() and not unicodedata.combining(part)]
    accent = "" if plain == small else small
    return [((LETTER, part, 0), accent) for part in base]


def in_order(items: Iterable[T], *, language: str, name: Callable[[T], Any] = str) -> list[T]:
    """Return `items` by their names, in the order of `language`."""
    return sorted(items, key=lambda item: sort_key(str(name(item)), language))


def ranked(queryset: QuerySet[M], keys: Sequence[int]) -> QuerySet[M]:
    """Return the rows with these primary keys, in their order: for fields and lists that want a queryset."""
    places = [When(pk=key, then=Value(place)) for place, key in enumerate(keys)]
    found = queryset.filter(pk__in=keys)
    return found.order_by(Case(*places, default=Value(len(keys)))) if places else found
