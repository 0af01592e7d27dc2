"""A snapshot: the rows that a deletion takes, and what must be done to rows that stay."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from .rows import Cell, Row


@dataclass
class Rows:
    """Rows of one table by the names of its columns."""

    columns: list[str]
    rows: list[Row]

    def place(self, column: str) -> int:
        return self.columns.index(column)

    def values(self, column: str) -> list[Any]:
        place = self.place(column)
        return [row[place] for row in self.rows]


@dataclass
class Touched:
    """A row that stays and loses something by the deletion: a relation, or that it is live."""

    table: str
    key: Cell
    before: dict[str, Cell]
    after: dict[str, Any]


@dataclass
class Snapshot:
    """`tables` by model label. `shared` are rows that stay, and are needed if they are gone on the day of return.

    `referrers` are the objects, as (model label, key), that refer to the pages.
    """

    engine: str
    tables: dict[str, Rows] = field(default_factory=dict)
    shared: dict[str, Rows] = field(default_factory=dict)
    touched: list[Touched] = field(default_factory=list)
    referrers: list[tuple[str, str]] = field(default_factory=list)

    def pack(self) -> bytes:
        """Return the snapshot as compressed JSON."""
        data = {
            "engine": self.engine,
            "tables": {label: [item.columns, item.rows] for label, item in self.tables.items()},
            "shared": {label: [item.columns, item.rows] for label, item in self.shared.items()},
            "touched": [[item.table, item.key, item.before, item.after] for item in self.touched],
            "referrers": self.referrers,
        }
        return zlib.compress(json.dumps(data, default=_encode, separators=(",", ":"), ensure_ascii=False).encode())

    @classmethod
    def unpack(cls, packed: bytes) -> Snapshot:
        data = json.loads(zlib.decompress(packed), object_hook=_decode)
        return cls(
            engine=data["engine"],
            tables={label: Rows(*item) for label, item in data["tables"].items()},
            shared={label: Rows(*item) for label, item in data["shared"].items()},
            touched=[Touched(*item) for item in data["touched"]],
            referrers=[(label, key) for label, key in data["referrers"]],
        )


def _encode(value: Any) -> dict[str, str]:
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode()}
    raise TypeError(f"{type(value).__name__} is no stored value")


def _decode(data: dict[str, Any]) -> Any:
    return base64.b64decode(data["base64"]) if data.keys() == {"base64"} else data
