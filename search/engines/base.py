"""What an engine does, and what both database engines share.

An index may lag behind the pages, as tasks fill it. Every statement therefore joins the page itself: what is not live
any more, has expired or was restricted meanwhile is neither shown nor counted.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha1
from typing import Any, NamedTuple, Protocol

from django.db import connections, transaction
from django.utils import timezone

from search import words
from search.models import Entry, EntryText, Word
from search.registry import Document
from search.words import QueryWord

PAGE_SIZE = 20
MAX_READINGS = 20
MIN_COMPLETED = 3
# How much more the newest page weighs than a very old one, and after how many days half of that is lost.
FRESHNESS = 0.3
HALF_FRESH_DAYS = 365.0
UNDATED = FRESHNESS / 3

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Query:
    """What a visitor asks for: `filters` holds the wanted values by facet, any of them in each; `page` counts from 1."""

    text: str
    language: str
    filters: Filters = field(default_factory=dict)
    page: int = 1
    size: int = PAGE_SIZE
    only_titles: bool = False

    @property
    def words(self) -> tuple[QueryWord, ...]:
        return words.query_words(self.text, self.language)


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


def tagged(tokens: Iterable[str], language: str) -> list[str]:
    """Return tokens of a language: an index of all languages thereby answers for one without looking at others."""
    return [f"{language}:{token}" for token in tokens]


RESTRICTED = """SELECT -1 AS place, path AS value FROM wagtailcore_page
    WHERE id IN (SELECT page_id FROM wagtailcore_pageviewrestriction)"""


class DatabaseEngine(ABC):
    """The part of an engine that is the same in SQL."""

    # FROM clause over `e` (entry), the condition of a match, and the score, which grows with relevance.
    source: str
    condition: str
    score: str

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
        """Return a page of results; `with_counts` adds what `facets` tells, which the same scan can answer."""
        (match,), conditions, parameters = self._ask([query])
        if not match:
            return Found([], 0, {})
        first = (max(query.page, 1) - 1) * query.size
        rows = self._fetch(
            self._search_statement(conditions, with_counts=with_counts),
            [*self._score_parameters(match), match, *parameters, query.size, first],
        )
        shown = sorted((row for row in rows if row[1] is not None), reverse=True)
        counts = {row[4]: row[8] for row in rows if row[1] is None}
        total = shown[0][8] if shown else 0
        if not shown and first:
            total = sum(count for _value, count in self._count("e.kind", query))
        return Found([Row(*row[1:8], query.language) for row in shown], total, counts)

    def _search_statement(self, conditions: str, *, with_counts: bool) -> str:
        """Return the statement: a page of rows with the total in each and, `with_counts`, a row for each marks."""
        counts = "UNION ALL SELECT NULL, NULL, NULL, NULL, marks, NULL, NULL, NULL, count(*) FROM found GROUP BY marks"
        return f"""
            WITH found AS MATERIALIZED (
                SELECT e.page_id AS id, {self.score} AS score{", e.marks AS marks" if with_counts else ""}
                FROM {self.source} WHERE {self.condition} AND {conditions}
            ), shown AS MATERIALIZED (
                SELECT id, score, count(*) OVER () AS total FROM found ORDER BY score DESC, id DESC LIMIT %s OFFSET %s
            )
            SELECT shown.score, e.page_id, e.kind, e.day, e.title, e.summary, b.body, p.url_path, shown.total
            FROM shown JOIN search_entry e ON e.page_id = shown.id
            JOIN search_entrytext b ON b.entry_id = shown.id JOIN wagtailcore_page p ON p.id = shown.id
            {counts if with_counts else ""}
        """  # noqa: S608 -- only constants and placeholders are put in

    def facets(self, query: Query) -> Counts:
        return dict(self._count("e.marks", Query(query.text, query.language)))

    def count_by_language(self, text: str, languages: Iterable[str]) -> dict[str, int]:
        return dict(self._count("e.language", *(Query(text, language) for language in languages)))

    def _count(self, column: str, *queries: Query) -> list[Any]:
        """Count what any of the queries finds by the values of a column."""
        matches, conditions, parameters = self._ask(queries)
        wanted = [match for match in matches if match]
        if not wanted:
            return []
        return self._fetch(
            f"""SELECT {column}, count(*) FROM {self.source}
            WHERE {self.condition} AND {conditions} GROUP BY {column}""",  # noqa: S608
            [self._any(wanted), *parameters],
        )

    def suggest(self, text: str, language: str, limit: int) -> list[Row]:
        in_titles = self.search(Query(text, language, size=limit, only_titles=True)).rows
        return in_titles or self.search(Query(text, language, size=limit)).rows

    def words_like(self, word: str, language: str) -> list[tuple[str, str]]:
        known = Word.objects.using(self.alias).filter(language=language)
        known = known.extra(where=["length(folded) BETWEEN %s AND %s"], params=[len(word) - 2, len(word) + 2])
        for initial in dict.fromkeys((word[:1], word[1:2])):
            near = known.extra(where=[self._begins_sql], params=self._begins_parameters(initial))
            near = near.values_list("folded", "written")[:5000]
            close = [(d, folded, written) for folded, written in near if (d := distance(word, folded)) <= 2]
            if close:
                best = sorted(close)[:MAX_READINGS]
                return [(folded, written) for _d, folded, written in best]
        return []

    def _ask(self, queries: Sequence[Query]) -> tuple[list[str], str, list[Any]]:
        """Return the queries' expressions ("" for one without words) and the condition of being public, with parameters.

        Two things are looked up for that, in one statement: which stems words have that begin as typed, where the
        stem itself does not ("chevau" is "cheval"), and what is below a page that is restricted.
        """
        parts = [RESTRICTED]
        parameters: list[Any] = []
        for place, query in enumerate(queries):
            for prefix in (prefix for word in query.words for prefix in word.prefixes if len(prefix) >= MIN_COMPLETED):
                parts.append(
                    f"""SELECT * FROM (SELECT DISTINCT {place}, stem FROM search_word WHERE language = %s
                    AND {self._begins_sql} AND substr(stem, 1, %s) <> %s LIMIT {MAX_READINGS}) AS w{len(parts)}"""  # noqa: S608
                )
                parameters += [query.language, *self._begins_parameters(prefix), len(prefix), prefix]
        rows = self._fetch(" UNION ALL ".join(parts), parameters)
        stems = [[stem for at, stem in rows if at == place] for place in range(len(queries))]
        matches = [self._match(query, more) for query, more in zip(queries, stems, strict=True)]
        return matches, *self._visible([path for at, path in rows if at < 0])

    def _visible(self, restricted: Sequence[str]) -> tuple[str, list[Any]]:
        """Return the condition on an entry's page of being public now, with its parameters."""
        now = self.connection.ops.adapt_datetimefield_value(timezone.now())
        conditions, parameters = ["p.live", "(p.expire_at IS NULL OR p.expire_at > %s)"], [now]
        for path in restricted:
            conditions.append("substr(p.path, 1, %s) <> %s")
            parameters += [len(path), path]
        # A subquery for each match, not a join: planners would rather read all pages than look up a few.
        return f"(SELECT {' AND '.join(conditions)} FROM wagtailcore_page p WHERE p.id = e.page_id)", parameters

    def _match(self, query: Query, completed: Sequence[str]) -> str:
        groups = []
        for word in query.words:
            begins = tuple(word.prefixes)
            exact = dict.fromkeys((*word.stems, *(completed if begins else ())))
            whole = [token for token in exact if not (begins and token.startswith(begins))]
            groups.append((tagged(whole, query.language), tagged(begins, query.language)))
        marks = [[mark_token(key, value) for value in values] for key, values in query.filters.items() if values]
        return self._expression(groups, marks, only_titles=query.only_titles) if groups else ""

    _begins_sql: str

    @abstractmethod
    def _begins_parameters(self, prefix: str) -> list[str]: ...

    @abstractmethod
    def _expression(self, groups: list[tuple[list[str], list[str]]], marks: list[list[str]], *, only_titles: bool) -> str:
        """Return the engine's own expression: all groups, of each any token or beginning, and any of each marks."""

    @abstractmethod
    def _any(self, expressions: list[str]) -> str:
        """Return the expression of any of several."""

    def _score_parameters(self, match: str) -> list[Any]:
        return [date.today().toordinal()]

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
