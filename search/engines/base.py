"""What an engine does, and what both database engines share.

An index may lag behind the pages, as tasks fill it. Every statement therefore joins the page itself: what is not live
any more, has expired or was restricted meanwhile is neither shown nor counted.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha1
from typing import Any, NamedTuple, Protocol

from django.db import connections, transaction
from django.utils import timezone

from cms.core import words
from search.models import Entry, EntryText, Word
from search.registry import Document
from search.words import QueryWord, query_words

PAGE_SIZE = 20
MAX_READINGS = 20
MIN_COMPLETED = 3

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Query:
    """What a visitor asks for: `filters` holds wanted values by facet, any of them in each; `page` counts from 1."""

    text: str
    language: str
    filters: Filters = field(default_factory=dict)
    page: int = 1
    size: int = PAGE_SIZE
    only_titles: bool = False

    @property
    def words(self) -> tuple[QueryWord, ...]:
        return query_words(self.text, self.language)


class Row(NamedTuple):
    """A page that was found, as stored."""

    page_id: int
    kind: str
    day: int | None
    title: str
    summary: str
    body: str
    url_path: str
    language: str


# Facet values of pages, as canonical JSON, and how many found pages have exactly these.
Counts = dict[str, int]


class Found(NamedTuple):
    """The rows of one page of results, how many there are in all, and the counts when they were asked for."""

    rows: list[Row]
    total: int
    counts: Counts


class Engine(Protocol):
    """An index of documents; nothing outside `services` speaks to it."""

    def index(self, documents: Sequence[Document]) -> None:
        """Store documents, in place of those of the same pages."""

    def remove(self, page_ids: Iterable[int]) -> None:
        """Forget pages."""

    def compact(self) -> None:
        """Leave nothing of what was removed in the store."""

    def search(self, query: Query, *, with_counts: bool = False) -> Found:
        """Return a page of results, best first; `with_counts` adds what `facets` tells of the same query."""

    def facets(self, query: Query) -> Counts:
        """Count what the words alone find by facet values, whatever the query's filters."""

    def count_by_language(self, text: str, languages: Iterable[str]) -> dict[str, int]:
        """Count what the words find in each language, those with none left out."""

    def suggest(self, text: str, language: str, limit: int) -> list[Row]:
        """Return pages for words that are still being typed."""

    def words_like(self, word: str, language: str) -> list[tuple[str, str]]:
        """Return indexed words (folded, written) that may be meant by a word that nothing has."""


def mark_token(facet: str, value: str) -> str:
    """Return the token that stands for a facet's value."""
    plain = value if value.isascii() and value.replace("-", "").isalnum() and len(value) <= 64 else ""
    return f"{facet}={(plain or sha1(value.encode(), usedforsecurity=False).hexdigest()).lower()}"


@lru_cache(maxsize=20_000)
def read_marks(marks: str) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in json.loads(marks).items()}


def write_marks(facets: Mapping[str, Iterable[str]]) -> str:
    return json.dumps({key: list(values) for key, values in facets.items()}, sort_keys=True, ensure_ascii=False)


def beginnings(query: Query) -> list[str]:
    """Return the beginnings in a query that are long enough to be completed."""
    return [prefix for word in query.words for prefix in word.prefixes if len(prefix) >= MIN_COMPLETED]


def tagged(tokens: Iterable[str], language: str) -> list[str]:
    """Return tokens of a language: an index of all languages thereby answers for one without looking at others."""
    return [f"{language}:{token}" for token in tokens]


class DatabaseEngine(ABC):
    """The part of an engine that is the same in SQL."""

    def __init__(self, alias: str = "default") -> None:
        self.alias = alias

    @property
    def connection(self) -> Any:
        return connections[self.alias]

    # Writing

    def index(self, documents: Sequence[Document]) -> None:
        now = timezone.now()
        documents = list({document.page_id: document for document in documents}.values())
        with transaction.atomic(using=self.alias):
            Entry.objects.using(self.alias).bulk_create(
                [_entry(document, now) for document in documents],
                update_conflicts=True,
                unique_fields=["page"],
                update_fields=["language", "kind", "day", "marks", "indexed_at", "title", "summary"],
            )
            EntryText.objects.using(self.alias).bulk_create(
                [EntryText(entry_id=document.page_id, body=document.body) for document in documents],
                update_conflicts=True,
                unique_fields=["entry"],
                update_fields=["body"],
            )
            self._write_tokens(documents)
            self._write_words(documents)

    def remove(self, page_ids: Iterable[int]) -> None:
        ids = list(page_ids)
        with transaction.atomic(using=self.alias):
            for start in range(0, len(ids), 500):
                Entry.objects.using(self.alias).filter(page_id__in=ids[start : start + 500]).delete()

    @abstractmethod
    def _write_tokens(self, documents: Sequence[Document]) -> None:
        """Store the tokens of documents whose entries are written."""

    def _write_words(self, documents: Sequence[Document]) -> None:
        """Add new words; always in the same order, so that two writers never wait for each other."""
        found = {
            (document.language, folded): Word(language=document.language, folded=folded, written=written, stem=stem)
            for document in documents
            for text in (document.title, document.summary, document.body)
            for folded, (written, stem) in words.vocabulary(text, document.language).items()
        }
        rows = [found[key] for key in sorted(found)]
        Word.objects.using(self.alias).bulk_create(rows, ignore_conflicts=True, batch_size=200)

    # Reading

    def search(self, query: Query, *, with_counts: bool = False) -> Found:
        ask = self._ask([query])
        if not ask.expressions:
            return Found([], 0, {})
        first = (max(query.page, 1) - 1) * query.size
        rows = self._rows(ask, query.size, first, with_counts=with_counts)
        shown = sorted((row for row in rows if row[1] is not None), reverse=True)
        counts = {row[4]: row[8] for row in rows if row[1] is None}
        total = shown[0][8] if shown else 0
        if not shown and first:
            total = sum(count for _language, _marks, count in self._counts(ask))
        return Found([Row._make((*row[1:8], query.language)) for row in shown], total, counts)

    def facets(self, query: Query) -> Counts:
        ask = self._ask([Query(query.text, query.language)])
        return {marks: count for _language, marks, count in self._counts(ask)} if ask.expressions else {}

    def count_by_language(self, text: str, languages: Iterable[str]) -> dict[str, int]:
        ask = self._ask([Query(text, language) for language in languages])
        found: dict[str, int] = {}
        for language, _marks, count in self._counts(ask) if ask.expressions else ():
            found[language] = found.get(language, 0) + count
        return found

    @abstractmethod
    def _ask(self, queries: Sequence[Query]) -> Any:
        """Return what `_rows` and `_counts` take: `expressions` of the queries that have words, and what else it needs.

        Here belongs the look-up of stems whose words begin as typed while the stems do not: "chevau" is "cheval".
        """

    @abstractmethod
    def _rows(self, ask: Any, size: int, first: int, *, with_counts: bool) -> list[Any]:
        """Return (score, page id, kind, day, title, summary, body, url_path, total) of `size` pages from `first` on.

        `with_counts` adds a row for each marks: they stand in place of the title, their count in that of the total.
        """

    @abstractmethod
    def _counts(self, ask: Any) -> list[tuple[str, str, int]]:
        """Return how many pages match any of the expressions, by language and marks."""

    def suggest(self, text: str, language: str, limit: int) -> list[Row]:
        in_titles = self.search(Query(text, language, size=limit, only_titles=True)).rows
        return in_titles or self.search(Query(text, language, size=limit)).rows

    def words_like(self, word: str, language: str) -> list[tuple[str, str]]:
        known = Word.objects.using(self.alias).filter(language=language)
        known = known.extra(where=["length(folded) BETWEEN %s AND %s"], params=[len(word) - 2, len(word) + 2])
        for initial in dict.fromkeys((word[:1], word[1:2])):
            near = known.filter(folded__startswith=initial).values_list("folded", "written")[:5000]
            close = [(d, folded, written) for folded, written in near if (d := distance(word, folded)) <= 2]
            if close:
                best = sorted(close)[:MAX_READINGS]
                return [(folded, written) for _d, folded, written in best]
        return []

    def _match(self, query: Query, completed: Sequence[str]) -> str:
        """Return a query's expression; `completed` are more stems of the word that is a beginning."""
        groups = []
        for word in query.words:
            begins = tuple(word.prefixes)
            exact = dict.fromkeys((*word.stems, *(completed if begins else ())))
            whole = [token for token in exact if not (begins and token.startswith(begins))]
            groups.append((tagged(whole, query.language), tagged(begins, query.language)))
        marks = [[mark_token(key, value) for value in values] for key, values in query.filters.items() if values]
        return self._expression(groups, marks, only_titles=query.only_titles)

    @abstractmethod
    def _expression(
        self, groups: list[tuple[list[str], list[str]]], marks: list[list[str]], *, only_titles: bool
    ) -> str:
        """Return the engine's own expression: all groups, of each any token or beginning, and any of each marks."""

    def _fetch(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            rows: list[Any] = cursor.fetchall()
        return rows


def _entry(document: Document, now: Any) -> Entry:
    return Entry(
        page_id=document.page_id,
        language=document.language,
        kind=document.kind,
        day=document.date.toordinal() if document.date else None,
        marks=write_marks(document.facets),
        indexed_at=now,
        title=document.title[:255],
        summary=document.summary,
    )


def distance(one: str, other: str) -> int:
    """Return how many signs to add, drop, replace or swap with a neighbour lead from one word to the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, target in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != target))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == target:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
