"""One text on the bench: its source, its translation, and what is known of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from . import marks
from .difference import Change, difference
from .marks import Mark, Piece


class LineState(StrEnum):
    """How a text stands; a value is also the class of its row."""

    DONE = "done"
    TODO = "todo"
    CHANGED = "changed"
    MACHINE = "machine"
    LATER = "later"
    WRONG = "wrong"


@dataclass(frozen=True)
class Former:
    """A translation of before that may serve again: of a sentence that changed, was split, merged or moved."""

    source: str
    text: str
    likeness: float
    is_here: bool
    by: str = ""
    at: datetime | None = None

    @property
    def percentage(self) -> int:
        return round(100 * self.likeness)

    @property
    def is_exact(self) -> bool:
        return self.likeness == 1


@dataclass
class Remark:
    """A comment on a text, with its answers."""

    pk: int
    author: str
    text: str
    at: datetime
    is_resolved: bool
    author_id: int | None = None
    may_resolve: bool = False
    answers: list[Remark] = field(default_factory=list)


@dataclass
class Line:
    """A text of the source, named by its place and its words, and its translation so far.

    `data` is what wagtail-localize keeps; `typed` is what could not be kept yet, with `error` saying why.
    """

    key: str
    path: str
    source_data: str
    string_id: int
    context_id: int
    attrs: str = ""
    label: str = ""
    limit: int | None = None
    data: str = ""
    is_machine: bool = False
    is_later: bool = False
    typed: str = ""
    error: str = ""
    by: str = ""
    at: datetime | None = None
    version: str = ""
    published: str | None = None
    formers: tuple[Former, ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    terms: Sequence[Any] = ()
    problems: Sequence[Any] = ()

    @cached_property
    def marks(self) -> list[Mark]:
        return marks.marks_of(self.source_data, self.attrs)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The source, for the eye: words and chips."""
        return list(marks.pieces(self.source_data, self.marks, self.terms))

    @cached_property
    def source(self) -> str:
        """The source as a person would write it."""
        return marks.shown(self.source_data, self.marks)

    @cached_property
    def kept(self) -> str:
        """The translation as a person writes it."""
        return marks.shown(self.data, self.marks)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.typed or self.kept

    @property
    def breaks(self) -> bool:
        return "<br" in self.source_data

    @property
    def rows(self) -> int:
        return 1 + max(len(self.source), len(self.text)) // 60

    @property
    def words(self) -> int:
        return len(marks.plain(self.source_data).split())

    @property
    def state(self) -> LineState:
        if self.typed:
            return LineState.WRONG
        if self.is_later:
            return LineState.LATER
        if self.is_machine:
            return LineState.MACHINE
        if self.data:
            return LineState.DONE
        return LineState.CHANGED if self.formers else LineState.TODO

    @property
    def is_open(self) -> bool:
        return self.state is not LineState.DONE

    @property
    def former(self) -> Former | None:
        """The translation that this text had before its source changed."""
        return self.formers[0] if self.formers and not self.data else None

    @cached_property
    def source_changes(self) -> list[Change]:
        """What changed in the source since the former translation was written."""
        former = self.former
        return difference(former.source, self.source) if former and not former.is_exact else []

    @cached_property
    def published_changes(self) -> list[Change]:
        """What the translation changes for visitors; nothing where they read the same, or nothing yet."""
        now = marks.plain(self.data)
        return difference(self.published, now) if self.published and self.data and self.published != now else []

    @property
    def open_remarks(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.is_resolved]


def version_of(data: str, at: Any) -> str:
    """Return a short name for a translation as it stands, "" for none: who saved meanwhile is found by it."""
    return f"{at.timestamp():.6f}" if data and at else ""
