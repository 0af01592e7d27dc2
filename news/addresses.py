"""Where topics and authors are read: below the site's first news index, `topic/<slug>/` and `author/<slug>/`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from cms.core.frame import Feed
from cms.core.structure import structure_of
from cms.core.translations import direction

from .directory import Name
from .queries import PART

if TYPE_CHECKING:
    from django.http import HttpRequest

RSS, JSON = "application/rss+xml", "application/feed+json"


def index_path(request: HttpRequest | None) -> str:
    """Return where the visitor reads all news, "" where there is no index."""
    structure = structure_of(request) if request else None
    return structure.parts[PART] if structure else ""


def path_of(name: Name, index: str) -> str:
    """Return the address of a topic or author below the address of the index, "" without one."""
    return f"{index}{name.kind}/{name.slug}/" if index else ""


def links(names: Iterable[Name], *, request: HttpRequest | None, language: str, blog: str = "") -> list[dict[str, Any]]:
    """Return name, role, url and language of topics or authors; `language` is "" for the visitor's own.

    Those of a centre's post lead into the centre's `blog`, narrowed: the site's own pages list the site's own news.
    """
    index = index_path(request)
    return [
        {
            "name": name.name,
            "role": name.role,
            "url": f"{blog}?{urlencode({name.kind: name.slug})}" if blog else path_of(name, index),
            "language": "" if name.language == language else name.language,
            "direction": direction(name.language),
        }
        for name in names
    ]


def feeds_of_site(language: str) -> list[Feed]:
    """Return the feeds of all news in a language."""
    return _pair("news_feed", gettext("News"), language)


def feeds_of_name(name: Name, language: str) -> list[Feed]:
    """Return the feeds of a topic or author in a language."""
    return _pair(f"{name.kind}_feed", name.name, language, name.slug)


def feeds_of_index(index_id: int, title: str, language: str) -> list[Feed]:
    """Return the feeds of one news index in a language."""
    return _pair("index_feed", title, language, index_id)


def _pair(view: str, title: str, *arguments: Any) -> list[Feed]:
    return [
        Feed(title, RSS, reverse(view, args=arguments)),
        Feed(f"{title} (JSON)", JSON, reverse(f"{view}_json", args=arguments)),
    ]
