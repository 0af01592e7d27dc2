"""The texts of a page where they stand: parts, columns, lists and tables, not a flat list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from cms.core.blocks import TableBlock

from .lines import Line

# What a node is: a part with a heading; things side by side; what belongs together; one text.
PART, COLUMNS, COLUMN, TABLE, ROW, ITEM, TEXT = "part", "columns", "column", "table", "row", "item", "text"


@dataclass
class Node:
    """A place of the page. `marker` stands before a text of a list; `depth` says how deep in lists it is."""

    kind: str
    label: str = ""
    children: list[Node] = field(default_factory=list)
    line: Line | None = None
    marker: str = ""
    depth: int = 0
    is_repeated: bool = False

    def lines(self) -> Iterator[Line]:
        if self.line is not None and not self.is_repeated:
            yield self.line
        for child in self.children:
            yield from child.lines()


@dataclass(frozen=True)
class Spot:
    """What stands around a text of a rich text."""

    label: str = ""
    marker: str = ""
    depth: int = 0


class _Template(HTMLParser):
    """Reads what stands around each text of wagtail-localize's template of a rich text."""

    def __init__(self) -> None:
        super().__init__()
        self.spots: list[Spot] = []
        self._lists: list[tuple[str, list[int]]] = []
        self._is_new = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append((tag, [0]))
        elif tag == "li" and self._lists:
            self._lists[-1][1][0] += 1
            self._is_new = True
        elif tag == "text":
            self.spots.append(self._spot())
            self._is_new = False

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()

    def _spot(self) -> Spot:
        if not self._lists:
            return Spot()
        kind, (number,) = self._lists[-1]
        marker = (f"{number}." if kind == "ol" else "•") if self._is_new else ""
        label = _("item %(number)s of the list") % {"number": number}
        return Spot(label, marker, len(self._lists))


class Outline:
    """Builds the tree of one page from its texts by path, in their order, and the templates of its rich texts."""

    def __init__(self, page: Any, lines: Iterable[Line], templates: Mapping[str, str]) -> None:
        self.page, self.templates = page, templates
        self._lines: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            self._lines[line.path].append(line)
        self._seen: set[str] = set()

    def nodes(self) -> list[Node]:
        """Return the parts of the page, in its order; a text that stands nowhere comes last."""
        names = list(dict.fromkeys(path.partition(".")[0] for path in self._lines))
        own: list[Node] = []
        found: list[Node] = []
        for name in names:
            model_field = self.page._meta.get_field(name)
            if model_field.one_to_many:
                found += self._related(model_field, name)
            elif isinstance(model_field, StreamField):
                found += self._stream(getattr(self.page, name), name)
            else:
                label = str(capfirst(model_field.verbose_name))
                own += self._texts(name, label, getattr(model_field, "max_length", None))
        parts = [Node(PART, self._name, own)] if own else []
        rest = [line for lines in self._lines.values() for line in lines if line.key not in self._seen]
        left = [Node(TEXT, line.label, line=line) for line in rest]
        return [*parts, *_full(found), *([Node(PART, _("Other texts"), left)] if left else [])]

    @property
    def _name(self) -> str:
        """What the texts of its own fields stand under: a topic is no page."""
        return _("Page") if isinstance(self.page, Page) else str(capfirst(self.page._meta.verbose_name))

    def _related(self, relation: Any, name: str) -> list[Node]:
        model = relation.related_model
        rows: dict[str, list[str]] = defaultdict(list)
        for path in self._lines:
            if path.startswith(f"{name}."):
                _name, key, own = path.split(".", 2)
                rows[key].append(own)
        title = capfirst(model._meta.verbose_name)
        return [
            Node(PART, f"{title} {number}", [node for own in fields for node in self._row(model, f"{name}.{key}", own)])
            for number, (key, fields) in enumerate(rows.items(), 1)
        ]

    def _row(self, model: Any, path: str, own: str) -> list[Node]:
        model_field = model._meta.get_field(own)
        return self._texts(f"{path}.{own}", str(capfirst(model_field.verbose_name)), model_field.max_length)

    def _stream(self, stream: Any, path: str) -> list[Node]:
        parts = (
            Node(PART, str(child.block.label), self._block(child.block, child.value, f"{path}.{child.id}"))
            for child in stream
        )
        return list(_full(parts))

    def _block(self, block: Any, value: Any, path: str, label: str = "") -> list[Node]:
        label = label or str(block.label)
        if isinstance(block, ImageBlock):
            return self._texts(f"{path}.alt_text", _("Alternative text of the picture"), _limit(block, "alt_text"))
        if isinstance(block, TableBlock):
            return self._table(value, path)
        if isinstance(block, blocks.StreamBlock):
            return self._stream(value, path)
        if isinstance(block, blocks.StructBlock):
            bound = value.bound_blocks.items()
            return [node for name, child in bound for node in self._block(child.block, child.value, f"{path}.{name}")]
        if isinstance(block, blocks.ListBlock):
            return self._list(block, value, path)
        limit = getattr(getattr(block, "field", None), "max_length", None)
        return self._texts(path, label, limit)

    def _list(self, block: Any, value: Any, path: str) -> list[Node]:
        is_columns = isinstance(block.child_block, blocks.StreamBlock)
        kind = COLUMN if is_columns else ITEM
        items = [
            Node(kind, f"{child.block.label} {number}", self._block(child.block, child.value, f"{path}.{child.id}"))
            for number, child in enumerate(value.bound_blocks, 1)
        ]
        full = list(_full(items))
        return [Node(COLUMNS, str(block.label), full)] if is_columns and full else full

    def _table(self, value: Any, path: str) -> list[Node]:
        """Return the caption, then the rows: each cell is named by its column."""
        block = value.block
        caption = self._texts(f"{path}.caption", str(block.child_blocks["caption"].label), _limit(block, "caption"))
        heads = value["head"].bound_blocks
        cell = block.child_blocks["lines"].child_block.child_block
        names = _("Column headings")
        rows = [Node(ROW, names, [n for h in heads for n in self._block(h.block, h.value, f"{path}.head.{h.id}")])]
        for number, row in enumerate(value["lines"].bound_blocks, 1):
            cells: list[Node] = []
            for place, child in enumerate(row.value.bound_blocks):
                column = str(heads[place].value) if place < len(heads) else str(cell.label)
                cells += self._block(child.block, child.value, f"{path}.lines.{row.id}.{child.id}", column)
            rows.append(Node(ROW, _("Row %(number)s") % {"number": number}, cells))
        full = list(_full(rows))
        return [*caption, Node(TABLE, str(block.label), full)] if full else caption

    def _texts(self, path: str, label: str, limit: int | None) -> list[Node]:
        lines = self._lines.get(path, [])
        spots = self._spots(path) if path in self.templates else []
        found = []
        for place, line in enumerate(lines):
            spot = spots[place] if place < len(spots) else Spot()
            is_repeated = line.key in self._seen
            if not is_repeated:
                self._seen.add(line.key)
                line.limit = limit
                line.label = f"{label}: {spot.label}" if spot.label else label
            found.append(Node(TEXT, label, [], line, spot.marker, spot.depth, is_repeated))
        return found

    def _spots(self, path: str) -> list[Spot]:
        reader = _Template()
        reader.feed(self.templates[path])
        reader.close()
        return reader.spots


def _limit(block: Any, name: str) -> int | None:
    limit: int | None = getattr(getattr(block.child_blocks[name], "field", None), "max_length", None)
    return limit


def _full(nodes: Iterable[Node]) -> Iterator[Node]:
    """Leave out what holds no text."""
    return (node for node in nodes if node.children or node.line is not None)
