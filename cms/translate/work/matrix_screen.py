"""The matrix as a screen shows it: what was chosen, pages of it, words, links to the next step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.core.frame import language_name
from cms.core.translations import language_codes, own_address

from ..enums import ICONS, CellState
from . import addresses
from .matrix import Cell, Choice, Line, Matrix, kind_name, matrix_for, with_progress
from .reach import Reach

PER_PAGE = 50
WORDS = 100
DONE = (CellState.PUBLISHED, CellState.SOURCE)


@dataclass(frozen=True)
class Shown:
    """A cell with its words, and the next step."""

    line: Line
    cell: Cell
    may_edit: bool

    @property
    def word(self) -> str:
        return str(self.cell.state.label) if self.cell.may_see else ""

    @property
    def icon(self) -> str:
        return ICONS[self.cell.state]

    @property
    def address(self) -> str:
        """Where the next step is done: read, ask, begin, or go on; "" where this person has none."""
        cell = self.cell
        if not cell.may_see:
            return ""
        if cell.state == CellState.SOURCE or (cell.page_id and not cell.translation_id):
            return reverse("wagtailadmin_pages:edit", args=[cell.page_id]) if self.may_edit else self._read
        if cell.state == CellState.MISSING:
            question = urlencode({"text": f"page:{self.line.page_id}", "language": cell.language})
            return f"{reverse('translate_ask')}?{question}" if cell.may_ask or cell.may_write else ""
        return addresses.bench_path(cell.translation_id) if cell.translation_id and cell.may_write else self._read

    @property
    def _read(self) -> str:
        """Where visitors read it, "" where they do not. No query: Wagtail remembers the roots of the site."""
        if not self.cell.url_path:
            return ""
        return own_address(Page(url_path=self.cell.url_path, locale=Locale(language_code=self.cell.language)))


@dataclass(frozen=True)
class Total:
    """A column's sums: how many pages are published, of how many, and each other state."""

    language: str
    done: int
    number: int
    states: tuple[tuple[str, int], ...]

    @property
    def percent(self) -> int:
        return self.done * 100 // self.number if self.number else 0


class MatrixScreen:
    """The matrix that an address asks for."""

    def __init__(self, *, reach: Reach, data: QueryDict) -> None:
        self.reach = reach
        codes = language_codes()
        self.choice = Choice(
            languages=tuple(code for code in data.getlist("language") if code in codes),
            state=data.get("state", "") if data.get("state") in CellState.values else "",
            kind=data.get("kind", "")[:100],
            below=data.get("below", "")[:255],
            words=data.get("q", "").replace("\0", " ").strip()[:WORDS],
        )
        self.number = data.get("p", "")

    @cached_property
    def matrix(self) -> Matrix:
        return matrix_for(self.reach, self.choice)

    @cached_property
    def page_obj(self) -> ListPage[Line]:
        return Paginator(self.matrix.lines, PER_PAGE).get_page(self.number)

    @cached_property
    def rows(self) -> list[tuple[Line, list[Shown]]]:
        """The lines of this page, with the cells as they are shown."""
        return [(line, [self._shown(line, cell) for cell in line.cells]) for line in self._lines]

    @cached_property
    def _lines(self) -> list[Line]:
        return with_progress(self.page_obj.object_list)

    def _shown(self, line: Line, cell: Cell) -> Shown:
        may_edit = self.reach.may_change(line.path, line.language, cell.language)
        return Shown(line, cell, may_edit or self.reach.may_ask(line.path, line.language))

    @cached_property
    def totals(self) -> list[Total]:
        found = self.matrix.totals()
        return [
            Total(
                code,
                sum(states[state] for state in DONE),
                states.total(),
                tuple((str(state.label), states[state]) for state in CellState if state not in DONE and states[state]),
            )
            for code, states in found.items()
        ]

    @property
    def columns(self) -> list[tuple[str, str]]:
        return [(code, language_name(code)) for code in self.matrix.languages]

    @property
    def all_languages(self) -> list[tuple[str, str]]:
        return [(code, language_name(code)) for code in language_codes()]

    @property
    def states(self) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in CellState]

    @property
    def is_narrowed(self) -> bool:
        return self.choice != Choice()

    def query(self) -> str:
        """Return the address's question without the page's number."""
        choice = self.choice
        pairs = [("language", code) for code in choice.languages]
        pairs += [("state", choice.state), ("kind", choice.kind), ("below", choice.below), ("q", choice.words)]
        return urlencode([(name, value) for name, value in pairs if value])

    def table(self) -> Iterator[list[Any]]:
        """Yield the rows of the whole chosen matrix for a spreadsheet, its heads first."""
        heads = [name for _code, name in self.columns]
        yield [_("Page"), _("Type"), _("Source language"), *heads, *(f"{name} (%)" for name in heads)]
        for line in with_progress(self.matrix.lines):
            states = [str(cell.state.label) if cell.may_see else "" for cell in line.cells]
            percents = [cell.percent if cell.may_see and cell.percent is not None else "" for cell in line.cells]
            yield [line.title, kind_name(line.kind), language_name(line.language), *states, *percents]
