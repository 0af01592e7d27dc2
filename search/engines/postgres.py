"""PostgreSQL: the same tokens as a tsvector built by us, so that no text search configuration is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils import timezone

from cms.core import words
from search.registry import Document

from .base import DatabaseEngine, Query, beginnings, mark_token, tagged

# Repetitions of a word beyond these add nothing to a rank, and a tsvector holds no position beyond the last.
MAX_POSITIONS = 8
LAST_POSITION = 16_000
# Marks a token that is the number of a beginning; no word holds it.
PLACE = "\0"


class Ask(NamedTuple):
    """Expressions, in which "{n}" stands for the stems of words of the n-th language that begin like the n-th."""

    expressions: list[str]
    languages: list[str]
    begins: list[str]

    @property
    def parameters(self) -> list[Any]:
        return [" | ".join(f"({expression})" for expression in self.expressions), self.languages, self.begins]


class PostgresEngine(DatabaseEngine):
    """Reads through functions of the database, which keeps their plans: planning takes longer than a rare word."""

    def compact(self) -> None:
        """Its own vacuum clears what was removed."""

    def _ask(self, queries: Sequence[Query]) -> Ask:
        ask = Ask([], [], [])
        for query in queries:
            if not query.words:
                continue
            places = []
            for prefix in beginnings(query):
                ask.languages.append(query.language)
                ask.begins.append(prefix)
                places.append(f"{PLACE}{len(ask.begins)}")
            ask.expressions.append(self._match(query, places))
        return ask

    def _rows(self, ask: Ask, size: int, first: int, *, with_counts: bool) -> list[Any]:
        return self._fetch(
            "SELECT * FROM search_rows(%s, %s::text[], %s::text[], %s, %s, %s, %s, %s)",
            [*ask.parameters, timezone.localdate().toordinal(), timezone.now(), size, first, with_counts],
        )

    def _counts(self, ask: Ask) -> list[tuple[str, str, int]]:
        return self._fetch(
            "SELECT * FROM search_counts(%s, %s::text[], %s::text[], %s)", [*ask.parameters, timezone.now()]
        )

    def _write_tokens(self, documents: Sequence[Document]) -> None:
        rows = [(_vector(document), document.page_id) for document in documents]
        with self.connection.cursor() as cursor:
            cursor.executemany("UPDATE search_entry SET tokens = %s::tsvector WHERE page_id = %s", rows)

    def _expression(
        self, groups: list[tuple[list[str], list[str]]], marks: list[list[str]], *, only_titles: bool
    ) -> str:
        exact_sign, begin_sign = (":A", ":*A") if only_titles else ("", ":*")
        parts = []
        for exact, begins in groups:
            known = [_quoted(token) + exact_sign for token in exact if PLACE not in token]
            more = [f"{{{token.partition(PLACE)[2]}{exact_sign}}}" for token in exact if PLACE in token]
            parts.append(" | ".join([*known, *(_quoted(token) + begin_sign for token in begins)]) + "".join(more))
        parts += [" | ".join(map(_quoted, values)) for values in marks]
        return " & ".join(f"({part})" for part in parts)


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(document: Document) -> str:
    """Return a tsvector as text: title weighs A, summary B, body C; marks have no place."""
    places: dict[str, list[str]] = {}
    place = 0
    for weight, text in (("A", document.title), ("B", document.summary), ("C", document.body)):
        for token in tagged(words.index_tokens(text, document.language), document.language):
            place = min(place + 1, LAST_POSITION)
            known = places.setdefault(token, [])
            if len(known) < MAX_POSITIONS:
                known.append(f"{place}{weight}")
    marks = [mark_token(key, value) for key, values in document.facets.items() for value in values]
    lexemes = [f"{_quoted(token)}:{','.join(known)}" for token, known in places.items()]
    return " ".join([*lexemes, *map(_quoted, marks)])
