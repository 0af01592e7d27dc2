"""The names of all topics and authors in all languages: few, and needed by nearly every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cms.core import page_store
from cms.core.collation import in_order
from cms.core.translations import preference

from .enums import AUTHOR, TOPIC

KEPT = "news:directory"


class Name(NamedTuple):
    """A topic or author in one language; `key` is its translation key, which no language changes."""

    kind: str
    key: str
    language: str
    name: str
    slug: str
    pk: int
    role: str = ""


@dataclass(frozen=True)
class Directory:
    """`names[kind][key][language]`."""

    names: dict[str, dict[str, dict[str, Name]]]

    def best(self, kind: str, key: str, language: str) -> Name | None:
        """Return the name for a visitor of `language`: in it, else in the next language that has one."""
        texts = self.names[kind].get(key, {})
        return next((texts[code] for code in preference(language) if code in texts), None)

    def best_of(self, kind: str, keys: Iterable[str], language: str) -> list[Name]:
        """Return the names of those keys that are known, in their order."""
        return [name for key in keys if (name := self.best(kind, key, language))]

    def all(self, kind: str, language: str) -> list[Name]:
        """Return every topic or author once, by name."""
        names = self.best_of(kind, self.names[kind], language)
        return in_order(names, language=language, name=lambda name: name.name)

    def languages_of(self, kind: str, key: str) -> frozenset[str]:
        return frozenset(self.names[kind].get(key, {}))

    def with_slug(self, kind: str, slug: str, language: str) -> Name | None:
        """Return the name, for a visitor of `language`, of whatever has that slug in some language."""
        holders = [text for texts in self.names[kind].values() for text in texts.values() if text.slug == slug]
        own = [text for text in holders if text.language == language]
        return self.best(kind, (own or holders)[0].key, language) if holders else None


def read_directory() -> Directory:
    """Return the directory, kept for as long as the site stays as it is: one round trip, else two queries."""
    return page_store.remember(KEPT, make_directory)


def make_directory() -> Directory:
    """Read the directory from the database. Two queries."""
    from .models import Author, Topic  # noqa: PLC0415 -- models import pages, which import this

    names: dict[str, dict[str, dict[str, Name]]] = {TOPIC: {}, AUTHOR: {}}
    columns = ("translation_key", "locale__language_code", "name", "slug", "pk")
    for key, *rest in Topic.objects.order_by("pk").values_list(*columns):
        text = Name(TOPIC, str(key), *rest)
        names[TOPIC].setdefault(text.key, {})[text.language] = text
    for key, *rest in Author.objects.order_by("pk").values_list(*columns, "role"):
        text = Name(AUTHOR, str(key), *rest)
        names[AUTHOR].setdefault(text.key, {})[text.language] = text
    return Directory(names)
