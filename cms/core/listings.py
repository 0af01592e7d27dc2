"""What a listing can list: kinds of pages, declared here and filled by the apps above in `AppConfig.ready()`.

A listing is a saved query: it is asked anew for every visitor, in that visitor's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest

NEWEST, OLDEST, TITLE, TREE = "newest", "oldest", "title", "tree"
ORDERS = {
    NEWEST: _("Newest first"),
    OLDEST: _("Oldest first"),
    TITLE: _("By title, A to Z"),
    TREE: _("As in the site's tree"),
}


@dataclass(frozen=True)
class Query:
    """What an editor asked for; conditions that are not set hold for everything.

    `topics` and `author` are translation keys; `since` and `until` are included; `below` is the id of a page in any
    language; `without` is the translation key of the page that the listing stands on.
    """

    language: str
    count: int
    order: str = NEWEST
    topics: tuple[str, ...] = ()
    author: str = ""
    since: date | None = None
    until: date | None = None
    below: int | None = None
    without: str = ""


@dataclass(frozen=True)
class ListingKind:
    """A kind that editors choose by `label`.

    `find` returns at most `query.count` live public pages, one of each translation group, with their locales;
    `more_address` returns where the visitor reads on, "" when nowhere. `orders` are the orders that make sense, and
    `has_topics` says whether topics and an author can narrow it.
    """

    key: str
    label: Any
    find: Callable[[Query], list[Any]]
    more_address: Callable[[Query, HttpRequest | None], str]
    orders: tuple[str, ...] = (NEWEST, OLDEST, TITLE)
    has_topics: bool = False
    order: int = 100


_kinds: dict[str, ListingKind] = {}


def register_listing_kind(kind: ListingKind) -> None:
    """Let editors list a kind of pages.

    Raises ImproperlyConfigured when another function has the key already.
    """
    known = _kinds.get(kind.key)
    if known and known.find is not kind.find:
        raise ImproperlyConfigured(f"the listing kind {kind.key!r} is registered twice")
    _kinds[kind.key] = kind


def unregister_listing_kind(key: str) -> None:
    _kinds.pop(key, None)


def listing_kind(key: str) -> ListingKind | None:
    """Return the kind, None when no installed app has it any more."""
    return _kinds.get(key)


def kind_choices() -> list[tuple[str, Any]]:
    """Return (key, label) of every kind in the editor's order."""
    return [(kind.key, kind.label) for kind in sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))]
