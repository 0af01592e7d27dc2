"""What a person asks for the other languages of a page, declared here so that the desk can ask and a lower or
neighbouring app (`cms.translate`) can answer: the two never import each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How a page stands in one language."""

    LIVE = "live"
    BEHIND = "behind"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    MACHINE = "machine"
    MISSING = "missing"


class Wish(StrEnum):
    """What may be asked for one language."""

    NOTHING = "nothing"
    WRITE = "write"
    MACHINE = "machine"
    PERSON = "person"
    KEEP = "keep"


class Result(StrEnum):
    """What became of a page in one language."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    SUBMITTED = "submitted"
    DRAFT = "draft"
    MACHINE = "machine"
    ASKED = "asked"
    KEPT = "kept"


@dataclass(frozen=True)
class Text:
    """One text of the page and its translation so far; `key` names it as long as the source stays the same."""

    key: str
    path: str
    label: str
    source: str
    text: str = ""
    is_marked_up: bool = False
    is_machine: bool = False
    limit: int | None = None


@dataclass(frozen=True)
class Row:
    """One language of a page, as the person who asks may see and change it."""

    code: str
    status: Status
    page: Any = None
    texts: tuple[Text, ...] = ()
    wishes: tuple[Wish, ...] = ()
    may_publish: bool = False
    # Whom one may ask by name: ids and names.
    people: tuple[tuple[int, str], ...] = ()

    @property
    def written(self) -> int:
        return sum(bool(text.text) for text in self.texts)


@dataclass(frozen=True)
class Order:
    """What a person asks for one language; `confirmed` says that they read what a machine wrote.

    `person` (an id, None for whoever takes it), `due` and `note` go with a wish for a person.
    """

    wish: Wish = Wish.NOTHING
    texts: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = False
    person: int | None = None
    due: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Schedule:
    """When the page goes live and when it ends; None is now, and never."""

    go_live_at: datetime | None = None
    expire_at: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What was done in one language: the page's id, and how many people were asked."""

    code: str
    result: Result
    page_id: int | None = None
    people: int = 0


class WishRefusedError(Exception):
    """A wish that cannot be granted: why, in all or by text key."""

    def __init__(self, code: str, message: str = "", texts: Mapping[str, str] | None = None) -> None:
        super().__init__(message or code)
        self.code, self.message, self.texts = code, message, dict(texts or {})


@dataclass(frozen=True)
class Languages:
    """Who knows a page's languages: `rows(page, user)` reads, `fulfil(page=…, code=…, order=…, …)` writes."""

    rows: Callable[..., list[Row]]
    fulfil: Callable[..., Outcome]


_languages: list[Languages] = []


def use_languages(languages: Languages) -> None:
    """Let `languages` answer for all pages."""
    _languages[:] = [languages]


def rows(*, page: Any, user: Any) -> list[Row]:
    """Return the other languages of `page`; none when nobody knows them."""
    return _languages[0].rows(page=page, user=user) if _languages else []


def fulfil(*, page: Any, code: str, order: Order, user: Any, schedule: Schedule, publish: bool) -> Outcome:
    """Do what was asked for one language, in the caller's transaction; goes live only if `publish` and complete.

    Raises WishRefusedError when the person may not ask for it, or a text cannot stay as it is.
    """
    if not _languages:
        raise WishRefusedError(code)
    return _languages[0].fulfil(page=page, code=code, order=order, user=user, schedule=schedule, publish=publish)
