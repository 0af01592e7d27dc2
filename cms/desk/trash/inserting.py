"""Puts the rows of a snapshot back, as far as what they name still exists."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction

from .errors import OtherEngine, SchemaChanged
from .notes import Note
from .rows import Cell, Row, Table
from .snapshot import Rows, Snapshot, Touched

Lost = tuple[str, str, str]


@dataclass
class Inserting:
    """Inserts the rows of `snapshot`; `notes` says afterwards what could not come back.

    Constraints between rows are checked at the end of the transaction, so tables that name each other are no problem;
    those that are named come first all the same, so that rows which exist again are known to those that name them.
    """

    snapshot: Snapshot
    tables: dict[str, Table] = field(default_factory=dict)
    lost: Counter[Lost] = field(default_factory=Counter)
    living: dict[str, dict[Cell, Cell]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.snapshot.engine != connection.vendor:
            raise OtherEngine(self.snapshot.engine)
        self._take_shared()
        for label, rows in self.snapshot.tables.items():
            self.tables[label] = _table(label)
            _fit_columns(self.tables[label], rows)

    @property
    def notes(self) -> list[Note]:
        return [
            Note(kind, {"model": _name(label), "field": _field_name(self.tables[label], column), "number": number})
            for (kind, label, column), number in sorted(self.lost.items())
        ]

    def run(self) -> None:
        self._leave_out_present()
        while self._resolve():
            pass
        for label in self._order():
            self._insert(label)
        for item in self.snapshot.touched:
            if _exists(item.table):
                _put_back(item)

    def _take_shared(self) -> None:
        """Bring back strings and templates too, where they are gone."""
        for label, rows in self.snapshot.shared.items():
            self.snapshot.tables.setdefault(label, rows)

    def _leave_out_present(self) -> None:
        """A key is never given twice: a row that has it is the same row, which came back with another entry."""
        for label, rows in self.snapshot.tables.items():
            table = self.tables[label]
            place = rows.place(table.key)
            present = table.present(rows.values(table.key))
            rows.rows = [row for row in rows.rows if row[place] not in present]

    def _resolve(self) -> bool:
        """Empty the relations to what is gone, or leave out their rows; return whether rows were left out."""
        again = False
        for label, rows in self.snapshot.tables.items():
            for item in self.tables[label].references:
                missing = self._missing(rows, item)
                if not missing:
                    continue
                place = rows.place(item.column)
                concerned = [row for row in rows.rows if row[place] in missing]
                self.lost["emptied" if item.null else "dropped", label, item.column] += len(concerned)
                if item.null:
                    for row in concerned:
                        row[place] = None
                else:
                    rows.rows = [row for row in rows.rows if row[place] not in missing]
                    again = True
        return again

    def _missing(self, rows: Rows, item: Any) -> set[Cell]:
        """Return the values of a foreign key that neither a living row nor one of ours has."""
        target = item.target_field
        label, wanted = target.model._meta.label, {value for value in rows.values(item.column) if value is not None}
        if label in self.snapshot.tables:
            wanted -= set(self.snapshot.tables[label].values(target.column))
        return wanted - Table(target.model).present(wanted, target.column) if wanted else set()

    def _order(self) -> list[str]:
        """Return the tables, those that others name first; a circle is cut anywhere."""
        done: list[str] = []
        waiting = set()

        def visit(label: str) -> None:
            if label in waiting or label not in self.tables:
                return
            waiting.add(label)
            for item in self.tables[label].references:
                visit(item.target_field.model._meta.label)
            done.append(label)

        for label in self.tables:
            visit(label)
        return done

    def _insert(self, label: str) -> None:
        table, rows = self.tables[label], self.snapshot.tables[label]
        for item in table.references:
            self._follow_living(rows, item)
        if not rows.rows:
            return
        try:
            with transaction.atomic():
                table.insert(rows.columns, rows.rows)
        except IntegrityError:
            for row in rows.rows:
                self._insert_one(label, row)

    def _insert_one(self, label: str, row: Row) -> None:
        table, rows = self.tables[label], self.snapshot.tables[label]
        try:
            with transaction.atomic():
                table.insert(rows.columns, [row])
        except IntegrityError:
            values = dict(zip(rows.columns, row, strict=True))
            living = next((key for columns in table.unique_sets if (key := _same(table, values, columns))), None)
            if living is None:
                raise
            self.living.setdefault(label, {})[values[table.key]] = living
            self.lost["living", label, ""] += 1

    def _follow_living(self, rows: Rows, item: Any) -> None:
        """Name the row that exists again in the place of ours."""
        known = self.living.get(item.target_field.model._meta.label)
        if known:
            place = rows.place(item.column)
            for row in rows.rows:
                row[place] = known.get(row[place], row[place])


def _exists(label: str) -> bool:
    try:
        apps.get_model(label)
    except LookupError:
        return False
    return True


def _put_back(item: Touched) -> None:
    """Give a row that stayed its relation again, when what it named came back and the relation is still empty."""
    table = Table(apps.get_model(item.table))
    targets = {field.column: field.target_field for field in table.references}
    for column, value in item.before.items():
        target = targets.get(column)
        if column not in table.columns or (
            target and value is not None and not Table(target.model).present([value], target.column)
        ):
            return
    table.put_back(item.key, item.before, item.after)


def _table(label: str) -> Table:
    if not _exists(label):
        raise SchemaChanged(label)
    return Table(apps.get_model(label))


def _fit_columns(table: Table, rows: Rows) -> None:
    """Refuse what has no place any more; give columns that are new their default."""
    gone = set(rows.columns) - set(table.columns)
    if gone:
        raise SchemaChanged(table.meta.label)
    for item in table.fields:
        if item.column in rows.columns:
            continue
        value = item.get_default()
        if value is None and not item.null:
            raise SchemaChanged(table.meta.label)
        stored = item.get_db_prep_save(value, connection)
        rows.columns.append(item.column)
        for row in rows.rows:
            row.append(stored)


def _same(table: Table, values: dict[str, Cell], columns: list[str]) -> Cell:
    """Return the key of the living row that stands in the way by these columns."""
    wanted = {column: values[column] for column in columns}
    return None if None in wanted.values() else table.find(wanted)


def _name(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name)


def _field_name(table: Table, column: str) -> str:
    return next((str(item.verbose_name) for item in table.fields if item.column == column), "")
