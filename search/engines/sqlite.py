"""FTS5: tokens in a virtual table whose rowid is the page's id, ranked by bm25."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils import timezone

from cms.core import words
from search.registry import Document

from .base import MAX_READINGS, DatabaseEngine, Query, beginnings, mark_token, tagged

LAST_SIGN = "\U0010ffff"
# bm25 is negative, best lowest; the table's own weights are title 8, summary 3, body 1, marks 0. The newest page gets
# 0.3 more, half of which a year takes; one without date gets 0.1.
SCORE = "-f.rank * (1 + CASE WHEN e.day IS NULL THEN 0.1 ELSE 0.3 / (1 + max(0, %s - e.day) / 365.0) END)"
SOURCE = "search_tokens f JOIN search_entry e ON e.page_id = f.rowid"


RESTRICTED = """SELECT -1 AS place, path AS value FROM wagtailcore_page
    WHERE id IN (SELECT page_id FROM wagtailcore_pageviewrestriction)"""
STEMS = """SELECT * FROM (SELECT DISTINCT %s, stem FROM search_word WHERE language = %s AND folded >= %s AND folded < %s
    AND substr(stem, 1, %s) <> %s LIMIT %s)"""


class Ask(NamedTuple):
    """Expressions, and the condition on an entry's page of being public now, with its parameters."""

    expressions: list[str]
    visible: str
    parameters: list[Any]

    @property
    def match(self) -> str:
        return " OR ".join(f"({expression})" for expression in self.expressions)


class SQLiteEngine(DatabaseEngine):
    def compact(self) -> None:
        """FTS5 only marks what is removed until it joins its segments, also for the editors' search."""
        with self.connection.cursor() as cursor:
            for table in ("search_tokens", "wagtailsearch_indexentry_fts"):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 -- names of ours

    def _ask(self, queries: Sequence[Query]) -> Ask:
        parts: list[str] = [RESTRICTED]
        parameters: list[Any] = []
        for place, query in enumerate(queries):
            for prefix in beginnings(query):
                parts.append(STEMS)
                parameters += [place, query.language, prefix, prefix + LAST_SIGN, len(prefix), prefix, MAX_READINGS]
        rows = self._fetch(" UNION ALL ".join(parts), parameters)
        expressions = [
            self._match(query, [stem for at, stem in rows if at == place])
            for place, query in enumerate(queries)
            if query.words
        ]
        return Ask(expressions, *self._visible([path for at, path in rows if at < 0]))

    def _visible(self, restricted: Sequence[str]) -> tuple[str, list[Any]]:
        now = self.connection.ops.adapt_datetimefield_value(timezone.now())
        conditions, parameters = ["p.live", "(p.expire_at IS NULL OR p.expire_at > %s)"], [now]
        for path in restricted:
            conditions.append("substr(p.path, 1, %s) <> %s")
            parameters += [len(path), path]
        visible = f"(SELECT {' AND '.join(conditions)} FROM wagtailcore_page p WHERE p.id = e.page_id)"  # noqa: S608
        return visible, parameters

    def _rows(self, ask: Ask, size: int, first: int, *, with_counts: bool) -> list[Any]:
        counts = "UNION ALL SELECT NULL, NULL, NULL, NULL, marks, NULL, NULL, NULL, count(*) FROM found GROUP BY marks"
        statement = f"""
            WITH found AS MATERIALIZED (
                SELECT e.page_id AS id, {SCORE} AS score{", e.marks AS marks" if with_counts else ""}
                FROM {SOURCE} WHERE search_tokens MATCH %s AND {ask.visible}
            ), shown AS MATERIALIZED (
                SELECT id, score, count(*) OVER () AS total FROM found ORDER BY score DESC, id DESC LIMIT %s OFFSET %s
            )
            SELECT shown.score, e.page_id, e.kind, e.day, e.title, e.summary, b.body, p.url_path, shown.total
            FROM shown JOIN search_entry e ON e.page_id = shown.id
            JOIN search_entrytext b ON b.entry_id = shown.id JOIN wagtailcore_page p ON p.id = shown.id
            {counts if with_counts else ""}
        """  # noqa: S608 -- only constants and placeholders are put in
        return self._fetch(statement, [timezone.localdate().toordinal(), ask.match, *ask.parameters, size, first])

    def _counts(self, ask: Ask) -> list[tuple[str, str, int]]:
        statement = f"""SELECT e.language, e.marks, count(*) FROM {SOURCE}
            WHERE search_tokens MATCH %s AND {ask.visible} GROUP BY e.language, e.marks"""  # noqa: S608
        return self._fetch(statement, [ask.match, *ask.parameters])

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

    def _expression(
        self, groups: list[tuple[list[str], list[str]]], marks: list[list[str]], *, only_titles: bool
    ) -> str:
        parts = [" OR ".join([*map(_quoted, exact), *(f"{_quoted(p)} *" for p in begins)]) for exact, begins in groups]
        expression = " AND ".join(f"({part})" for part in parts)
        if only_titles:
            expression = f"{{title}} : ({expression})"
        return " AND ".join([f"({expression})", *(f"({' OR '.join(map(_quoted, values))})" for values in marks)])


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
