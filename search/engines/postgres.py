"""PostgreSQL: the same tokens as a tsvector built by us, so that no text search configuration is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from search import words
from search.registry import Document

from .base import MAX_READINGS, DatabaseEngine, mark_token, tagged

# Repetitions of a word beyond these add nothing to a rank, and a tsvector holds no position beyond the last.
MAX_POSITIONS = 8
LAST_POSITION = 16_000


class PostgresEngine(DatabaseEngine):
    """Reads through functions of the database, which keeps their plans: planning takes longer than a rare word."""

    restricted = ""
    _stems_sql = "SELECT stem FROM search_stems(%s, %s, %s) AS stem"

    def _stems_parameters(self, language: str, prefix: str) -> list[Any]:
        return [language, prefix, MAX_READINGS]

    def _rows(self, match: str, restricted: Sequence[str], size: int, first: int, *, with_counts: bool) -> list[Any]:
        return self._fetch(
            "SELECT * FROM search_rows(%s::tsquery, %s, %s, %s, %s, %s)",
            [match, date.today().toordinal(), timezone.now(), size, first, with_counts],
        )

    def _counts(self, match: str, restricted: Sequence[str]) -> list[tuple[str, str, int]]:
        return self._fetch("SELECT * FROM search_counts(%s::tsquery, %s)", [match, timezone.now()])

    def _write_tokens(self, documents: Sequence[Document]) -> None:
        rows = [(_vector(document), document.page_id) for document in documents]
        with self.connection.cursor() as cursor:
            cursor.executemany("UPDATE search_entry SET tokens = %s::tsvector WHERE page_id = %s", rows)

    def _expression(self, groups: list[tuple[list[str], list[str]]], marks: list[list[str]], *, only_titles: bool) -> str:
        exact_sign, begin_sign = (":A", ":*A") if only_titles else ("", ":*")
        parts = [
            " | ".join([*(_quoted(token) + exact_sign for token in exact), *(_quoted(p) + begin_sign for p in begins)])
            for exact, begins in groups
        ]
        parts += [" | ".join(map(_quoted, values)) for values in marks]
        return " & ".join(f"({part})" for part in parts)

    def _any(self, expressions: list[str]) -> str:
        return " | ".join(f"({expression})" for expression in expressions)


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
