"""The pages of topics and authors in the sitemap: those that have news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import queries
from .directory import read_directory
from .enums import AUTHOR, TOPIC
from .named_pages import index_paths, name_paths

if TYPE_CHECKING:
    from django.http import HttpRequest


def groups(request: HttpRequest) -> list[dict[str, str]]:
    """Return the path by language of every topic and author that a live piece of news names."""
    index = queries.news_index_of(queries.active_language())
    if index is None:
        return []
    paths = index_paths(index, request)
    directory = read_directory()
    found = []
    for kind in (TOPIC, AUTHOR):
        used = queries.counts_by(kind, queries.latest())
        for name in directory.all(kind, queries.active_language()):
            if name.key in used:
                own = directory.languages_of(kind, name.key)
                found.append({code: path for code, path in name_paths(paths, directory, name).items() if code in own})
    return found
