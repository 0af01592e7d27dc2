"""The whole database, row by row, to compare before and after."""

from __future__ import annotations

from typing import Any

from django.db import connection

# Tables that only grow: what was written stays as it was.
JOURNALS = {"core_auditentry", "wagtailcore_pagelogentry", "wagtailcore_modellogentry"}
# Made again from other rows, under new keys: the same content must be there. Named are the columns left out.
DERIVED = {
    "library_publisheduse": {"id"},
    "wagtailcore_referenceindex": {"id"},
    "wagtailsearch_indexentry": {"id", "title_norm"},  # the norm tells how long the title is among all others
    "search_entry": {"indexed_at"},
}
# The session of the browser that clicks, SQLite's own counters, and the shadow tables of full-text indexes.
LEFT_OUT = ("django_session", "usersessions_", "sqlite_", "search_tokens", "wagtailsearch_indexentry_fts")

Dump = dict[str, dict[Any, dict[str, Any]]]


def tables() -> list[str]:
    names = connection.introspection.table_names()
    return sorted(name for name in names if not name.startswith(LEFT_OUT))


def dump() -> Dump:
    """Return every row of every table by table and key, as the driver gives it."""
    found: Dump = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names of tables
            columns = [column[0] for column in cursor.description]
            left_out = DERIVED.get(table, set())
            found[table] = {}
            for row in cursor.fetchall():
                values = {name: value for name, value in zip(columns, row, strict=True) if name not in left_out}
                key = repr(sorted(values.items())) if "id" in left_out else next(iter(row))
                found[table][key] = values
    return found


def differences(before: Dump, after: Dump) -> list[str]:
    """Return what is not as it was, in words for the person who reads the failure."""
    assert before.keys() == after.keys()
    wrong = []
    for table, rows in before.items():
        for key, row in rows.items():
            if key not in after[table]:
                wrong.append(f"{table} {key} is missing: {row}")
            elif after[table][key] != row:
                changed = {
                    name: (row[name], after[table][key][name]) for name in row if row[name] != after[table][key][name]
                }
                wrong.append(f"{table} {key} changed: {changed}")
        if table not in JOURNALS:
            wrong += [f"{table} {key} is new: {after[table][key]}" for key in after[table].keys() - rows.keys()]
    return wrong


def everything() -> str:
    """Return all that any table holds, full-text indexes included, as one text."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        parts = []
        for table in names:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names of tables
            for row in cursor.fetchall():
                parts += [bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in row]
    return "\n".join(parts)
