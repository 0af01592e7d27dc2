"""FTS5: tokens in a virtual table whose rowid is the page's id, ranked by bm25."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search import words
from search.registry import Document

from .base import FRESHNESS, HALF_FRESH_DAYS, UNDATED, DatabaseEngine, mark_token, tagged

LAST_SIGN = "\U0010ffff"


class SQLiteEngine(DatabaseEngine):
    source = "search_tokens f JOIN search_entry e ON e.page_id = f.rowid"
    condition = "search_tokens MATCH %s"
    # bm25 is negative, best lowest; the table's own weights are title 8, summary 3, body 1, marks 0.
    score = (
        f"-f.rank * (1 + CASE WHEN e.day IS NULL THEN {UNDATED} "
        f"ELSE {FRESHNESS} / (1 + max(0, %s - e.day) / {HALF_FRESH_DAYS}) END)"
    )
    _begins_sql = "folded >= %s AND folded < %s"

    def _begins_parameters(self, prefix: str) -> list[str]:
        return [prefix, prefix + LAST_SIGN]

    def _write_tokens(self, documents: Sequence[Document]) -> None:
        rows: list[Any] = [
            (
                document.page_id,
                *(
                    " ".join(tagged(words.index_tokens(text, document.language), document.language))
                    for text in (document.title, document.summary, document.body)
                ),
                " ".join(mark_token(key, value) for key, values in document.facets.items() for value in values),
            )
            for document in documents
        ]
        with self.connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_tokens WHERE rowid = %s", [row[:1] for row in rows])
            cursor.executemany(
                "INSERT INTO search_tokens (rowid, title, summary, body, marks) VALUES (%s, %s, %s, %s, %s)", rows
            )

    def _expression(self, groups: list[tuple[list[str], list[str]]], marks: list[list[str]], *, only_titles: bool) -> str:
        parts = [" OR ".join([*map(_quoted, exact), *(f"{_quoted(p)} *" for p in begins)]) for exact, begins in groups]
        expression = " AND ".join(f"({part})" for part in parts)
        if only_titles:
            expression = f"{{title}} : ({expression})"
        return " AND ".join([f"({expression})", *(f"({' OR '.join(map(_quoted, values))})" for values in marks)])

    def _any(self, expressions: list[str]) -> str:
        return " OR ".join(f"({expression})" for expression in expressions)


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
