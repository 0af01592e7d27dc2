"""Formatting inside a text as numbered marks: `<b>one</b>` is written `<1>one</1>`, in the order of the source.

A translator moves marks and cannot change what they stand for: tags and addresses stay in the source.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..texts import SPACES

NAMES = {
    "a": gettext_lazy("link"),
    "abbr": gettext_lazy("abbreviation"),
    "acronym": gettext_lazy("abbreviation"),
    "b": gettext_lazy("bold"),
    "code": gettext_lazy("code"),
    "em": gettext_lazy("italic"),
    "i": gettext_lazy("italic"),
    "strong": gettext_lazy("bold"),
}
ALIKE = {"strong": "b", "em": "i", "acronym": "abbr"}
TOKENS = re.compile(r"<(/?)([a-z]+)((?:\s[^>]*)?)(/?)>")
WRITTEN = re.compile(r"<(/?)(\d{1,3})>")
IDENTITY = re.compile(r"""\sid=["']([^"']*)["']""")
LONGEST_WORDS = 40


class MarkError(ValueError):
    """The marks of a text are not those of its source; the words say which."""


@dataclass(frozen=True)
class Mark:
    """One piece of formatting of the source: how it opens, what it stands for, which words it holds there."""

    number: int
    tag: str
    identity: str
    words: str
    address: str = ""

    @property
    def name(self) -> str:
        return str(NAMES.get(self.tag, self.tag))

    @property
    def opening(self) -> str:
        return f'<{self.tag} id="{self.identity}">' if self.identity else f"<{self.tag}>"

    def __str__(self) -> str:
        return _("%(name)s %(number)s (“%(words)s”)") % {"name": self.name, "number": self.number, "words": self.words}


@dataclass(frozen=True)
class Piece:
    """A part of a shown text: words, a mark that opens or closes, or words that the glossary knows."""

    text: str
    mark: Mark | None = None
    is_end: bool = False
    term: Any = None


def marks_of(data: str, attrs: str = "") -> list[Mark]:
    """Return the marks of a source text, by number from 1; `attrs` is what wagtail-localize took out of the tags."""
    known: dict[str, Any] = (json.loads(attrs) if attrs else None) or {}
    found: list[tuple[str, str, int]] = []
    open_ones: list[int] = []
    ends: dict[int, int] = {}
    for token in TOKENS.finditer(data):
        is_end, tag, rest, is_empty = token.groups()
        if is_end and open_ones:
            ends[open_ones.pop()] = token.start()
        elif not is_end and not is_empty and tag != "br":
            identity = IDENTITY.search(rest)
            open_ones.append(len(found))
            found.append((tag, identity[1] if identity else "", token.end()))
    return [
        Mark(place + 1, tag, identity, _words(data[start : ends.get(place, start)]), _address(known.get(identity)))
        for place, (tag, identity, start) in enumerate(found)
    ]


def _words(data: str) -> str:
    words = " ".join(html.unescape(TOKENS.sub(" ", data)).split())
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS].rstrip()}…"


def _address(attributes: dict[str, Any] | None) -> str:
    found = attributes or {}
    return str(found.get("href") or " ".join(str(found[name]) for name in ("linktype", "id") if name in found))


def is_marked_up(data: str) -> bool:
    """Say whether a text has formatting beside line breaks."""
    return any(token[2] != "br" for token in TOKENS.finditer(data))


def pieces(data: str, marks: list[Mark], terms: Sequence[Any] = ()) -> Iterator[Piece]:
    """Yield the words and marks of a stored text; formatting that the source does not have is left out.

    `terms` have a start and an end in `data`.
    """
    free = list(marks)
    stack: list[Mark | None] = []
    end = 0
    for token in TOKENS.finditer(data):
        yield from _words_between(data, end, token.start(), terms)
        end = token.end()
        is_end, tag, rest, _is_empty = token.groups()
        if tag == "br":
            yield Piece("\n")
        elif is_end:
            mark = stack.pop() if stack else None
            if mark is not None:
                yield Piece(f"</{mark.number}>", mark, is_end=True)
        else:
            mark = _take(free, tag, IDENTITY.search(rest))
            stack.append(mark)
            if mark is not None:
                yield Piece(f"<{mark.number}>", mark)
    yield from _words_between(data, end, len(data), terms)


def _words_between(data: str, start: int, end: int, terms: Sequence[Any]) -> Iterator[Piece]:
    for term in terms:
        if start <= term.start and term.end <= end:
            if start < term.start:
                yield Piece(html.unescape(data[start : term.start]))
            yield Piece(html.unescape(data[term.start : term.end]), term=term)
            start = term.end
    if start < end:
        yield Piece(html.unescape(data[start:end]))


def _take(free: list[Mark], tag: str, identity: re.Match[str] | None) -> Mark | None:
    wanted = identity[1] if identity else ""
    for mark in free:
        if mark.identity == wanted and ALIKE.get(mark.tag, mark.tag) == ALIKE.get(tag, tag):
            free.remove(mark)
            return mark
    return None


def shown(data: str, marks: list[Mark]) -> str:
    """Return a stored text as a person writes it."""
    return "".join(piece.text for piece in pieces(data, marks))


def plain(data: str) -> str:
    """Return the words of a stored text."""
    return html.unescape(TOKENS.sub(lambda token: "\n" if token[2] == "br" else "", data))


def stored(typed: str, marks: list[Mark], *, breaks: bool = False) -> str:
    """Return what is kept of a written text; its lines are one unless the source has `breaks`.

    Raises MarkError when a mark is missing, doubled, unknown or not closed.
    """
    lines = (SPACES.sub(" ", line).strip(" ") for line in typed.splitlines())
    text = ("\n" if breaks else " ").join(line for line in lines if line)
    by_number = {mark.number: mark for mark in marks}
    _check(text, by_number)
    found = []
    end = 0
    for token in WRITTEN.finditer(text):
        mark = by_number[int(token[2])]
        found += [_escaped(text[end : token.start()]), f"</{mark.tag}>" if token[1] else mark.opening]
        end = token.end()
    return "".join([*found, _escaped(text[end:])])


def _escaped(text: str) -> str:
    """Escape as wagtail-localize's parser does: quotes stay, so that equal texts are equal."""
    return html.escape(text, quote=False).replace("\n", "<br/>")


def _check(text: str, by_number: dict[int, Mark]) -> None:
    stack: list[int] = []
    seen: list[int] = []
    for is_end, digits in WRITTEN.findall(text):
        number = int(digits)
        if number not in by_number:
            raise MarkError(_("The source has no mark %(number)s.") % {"number": number})
        if not is_end:
            stack.append(number)
            seen.append(number)
        elif not stack or stack.pop() != number:
            raise MarkError(_("Marks cross, or close what is not open, at %(mark)s.") % {"mark": by_number[number]})
    if stack:
        raise MarkError(_("Not closed: %(mark)s.") % {"mark": by_number[stack[-1]]})
    missing = [str(mark) for number, mark in by_number.items() if number not in seen]
    if missing:
        raise MarkError(_("Missing: %(marks)s.") % {"marks": ", ".join(missing)})
    twice = [str(mark) for number, mark in by_number.items() if seen.count(number) > 1]
    if twice:
        raise MarkError(_("More than once: %(marks)s.") % {"marks": ", ".join(twice)})


def without_marks(typed: str) -> str:
    """Return the words of a written text."""
    return WRITTEN.sub("", typed)
