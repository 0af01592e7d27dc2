"""Rows as the database itself keeps them, read and written without passing through fields.

A field would put a stored value into today's shape: a body would lose blocks that the code no longer knows. So values
are taken raw (SQLite) or as PostgreSQL writes them in text, and given back in the same way, to the same engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models

Cell = None | int | float | str | bytes
Row = list[Any]
CHUNK = 400


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the values in lists that fit into one statement."""
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


class Table:
    """The table that a model has for itself, without those of the models it inherits from."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.meta = model._meta
        self.fields: list[Any] = list(self.meta.local_concrete_fields)
        self.columns = [item.column for item in self.fields]
        self.key = self.meta.pk.column

    @property
    def references(self) -> list[Any]:
        """The foreign keys that the database watches."""
        return [item for item in self.fields if item.is_relation and item.db_constraint]

    @property
    def unique_sets(self) -> list[list[str]]:
        """The sets of columns, besides the key, whose values no two rows share."""
        sets = [[item.name] for item in self.fields if item.unique and not item.primary_key]
        sets += [list(names) for names in self.meta.unique_together]
        sets += [list(constraint.fields) for constraint in self.meta.total_unique_constraints]
        own = {item.name: item.column for item in self.fields}
        return [[own[name] for name in names] for names in sets if all(name in own for name in names)]

    def read(self, keys: Iterable[Any]) -> list[Row]:
        """Return the rows with these keys, in the order of their keys."""
        prepared = [self.meta.pk.get_db_prep_value(key, connection) for key in keys]
        listed = ", ".join(self._as_stored(column) for column in self.columns)
        return [row for part in chunks(prepared) for row in self._where(listed, part, order=True)]

    def present(self, keys: Iterable[Cell], column: str = "") -> set[Cell]:
        """Return those of the raw values that a row has as its key (or in `column`)."""
        column = column or self.key
        listed = self._as_stored(column)
        return {row[0] for part in chunks(keys) for row in self._where(listed, part, column=column)}

    def find(self, values: dict[str, Cell]) -> Cell:
        """Return the raw key of the row that has these values, None without one."""
        condition = " AND ".join(f"{self._quoted(column)} = %s" for column in values)
        statement = f"SELECT {self._as_stored(self.key)} FROM {self._name} WHERE {condition}"  # noqa: S608 -- names
        found = self._fetch(statement, list(values.values()))
        return found[0][0] if found else None

    def insert(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        names = ", ".join(self._quoted(column) for column in columns)
        places = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {self._name} ({names}) VALUES ({places})"  # noqa: S608 -- names of the model's own
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)

    def put_back(self, key: Cell, before: dict[str, Cell], after: dict[str, Any]) -> bool:
        """Give a row the values it had, unless somebody changed those that it got; return whether it got them."""
        changes = ", ".join(f"{self._quoted(column)} = %s" for column in before)
        same = [f"{self._quoted(name)} {'IS NULL' if value is None else '= %s'}" for name, value in after.items()]
        condition = " AND ".join([f"{self._quoted(self.key)} = %s", *same])
        known = [value for value in after.values() if value is not None]
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self._name} SET {changes} WHERE {condition}",  # noqa: S608 -- names of the model's own
                [*before.values(), key, *known],
            )
            return bool(cursor.rowcount)

    def _where(self, listed: str, values: list[Any], *, column: str = "", order: bool = False) -> list[Row]:
        places = ", ".join(["%s"] * len(values))
        key = self._quoted(column or self.key)
        ordered = f" ORDER BY {key}" if order else ""
        return self._fetch(
            f"SELECT {listed} FROM {self._name} WHERE {key} IN ({places}){ordered}",  # noqa: S608 -- names
            values,
        )

    def _fetch(self, statement: str, values: list[Any]) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return [list(row) for row in cursor.fetchall()]

    def _as_stored(self, column: str) -> str:
        """Return an expression that no driver converts: SQLite's does so only with plain columns."""
        quoted = self._quoted(column)
        return f"{quoted}::text" if connection.vendor == "postgresql" else f"+{quoted}"

    def _quoted(self, name: str) -> str:
        return connection.ops.quote_name(name)

    @property
    def _name(self) -> str:
        return self._quoted(self.meta.db_table)
