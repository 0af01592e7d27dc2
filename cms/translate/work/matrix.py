"""Every page in every language: how far each is, what to do next, and sums. The queries do not grow with the pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.apps import apps
from django.utils.text import capfirst
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core.trail import SITE_ROOT_DEPTH
from cms.core.translations import language_codes, own_texts

from ..enums import CellState
from .measures import Progress, progress_of_pairs
from .reach import Reach

DEEPEST = 4


@dataclass(frozen=True)
class Cell:
    """One page in one language."""

    language: str
    state: CellState
    page_id: int | None = None
    translation_id: int | None = None
    pair: tuple[int, int] | None = None
    progress: Progress | None = None
    is_live: bool = False
    is_behind: bool = False
    may_see: bool = True
    may_write: bool = False
    may_ask: bool = False
    url_path: str = ""

    @property
    def percent(self) -> int | None:
        """How much a person has written, None where nothing is to translate."""
        return self.progress.percent if self.progress and self.progress.total else None


@dataclass(frozen=True)
class Line:
    """One page with all its languages."""

    page_id: int
    title: str
    kind: str
    language: str
    path: str
    depth: int
    key: UUID
    cells: tuple[Cell, ...] = ()

    @property
    def kind_name(self) -> str:
        return kind_name(self.kind)

    @property
    def indent(self) -> int:
        """How far below the home page it stands, as far as a screen can show."""
        return min(self.depth - SITE_ROOT_DEPTH, DEEPEST)

    def cell(self, language: str) -> Cell:
        return next(cell for cell in self.cells if cell.language == language)


@dataclass(frozen=True)
class Choice:
    """What of the matrix somebody wants to see."""

    languages: tuple[str, ...] = ()
    state: str = ""
    kind: str = ""
    below: str = ""
    words: str = ""


@dataclass(frozen=True)
class Place:
    """A part of the site: a page with pages below it, in whatever language each of them was written first."""

    path: str
    title: str
    depth: int

    @property
    def indent(self) -> str:
        """What stands before the title in a list that knows no levels."""
        return "\u2003" * self.depth


@dataclass(frozen=True)
class Matrix:
    """The lines that were chosen, the languages of the columns, and what can be chosen."""

    lines: tuple[Line, ...]
    languages: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]

    def totals(self) -> dict[str, Counter[CellState]]:
        """Return, by language, how many cells have each state."""
        found: dict[str, Counter[CellState]] = {code: Counter() for code in self.languages}
        for line in self.lines:
            for cell in line.cells:
                if cell.may_see:
                    found[cell.language][cell.state] += 1
        return found


@dataclass(frozen=True)
class _Row:
    """A page as the database has it."""

    pk: int
    title: str
    key: UUID
    language: str
    path: str
    depth: int
    live: bool
    url_path: str
    kind: str


@dataclass(frozen=True)
class _Bond:
    """A translation of wagtail-localize and the work on it, if any."""

    pk: int
    source_id: int
    locale_id: int
    source_language: str
    state: str | None
    is_behind: bool


def matrix_for(reach: Reach, choice: Choice) -> Matrix:
    """Return the matrix of what a person meets, without percentages (`with_progress`). Two queries.

    A page whose source no visitor can read is not there, unless somebody asked for it.
    """
    families: dict[UUID, dict[str, _Row]] = defaultdict(dict)
    for row in _rows(reach):
        families[row.key][row.language] = row
    bonds = _bonds()
    sources = {key: _source(family, bonds.get(key, {})) for key, family in families.items()}
    columns = choice.languages or _columns(reach)
    lines = [
        _line(source, families[key], bonds.get(key, {}), columns, reach)
        for key, source in sources.items()
        if source.live or key in bonds
    ]
    order = {code: place for place, code in enumerate(language_codes())}
    lines.sort(key=lambda line: (order.get(line.language, len(order)), line.path))
    kinds = sorted({(line.kind, kind_name(line.kind)) for line in lines}, key=lambda item: item[1])
    below = _paths_of(choice.below, families) if choice.below else ()
    if not choice.languages:
        columns, lines = _seen(columns, lines)
    chosen = tuple(line for line in lines if _is_chosen(line, choice, below))
    return Matrix(chosen, columns, tuple(kinds), _places(lines, families))


def _columns(reach: Reach) -> tuple[str, ...]:
    """Return the languages, those that a person translates first: a telephone shows few columns."""
    codes = language_codes()
    return tuple(codes if reach.is_all else sorted(codes, key=lambda code: code not in reach.languages))


def _seen(columns: tuple[str, ...], lines: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Leave out the languages in which this person sees no text at all."""
    seen = {cell.language for line in lines for cell in line.cells if cell.may_see}
    if not lines or seen.issuperset(columns):
        return columns, lines
    narrowed = [replace(line, cells=tuple(cell for cell in line.cells if cell.language in seen)) for line in lines]
    return tuple(code for code in columns if code in seen), narrowed


def _paths_of(path: str, families: dict[UUID, dict[str, _Row]]) -> tuple[str, ...]:
    """Return where the page at `path` stands in each language: what lies below it may come from any of them."""
    for family in families.values():
        if any(row.path == path for row in family.values()):
            return tuple(row.path for row in family.values())
    return (path,)


def _places(lines: list[Line], families: dict[UUID, dict[str, _Row]]) -> tuple[Place, ...]:
    """Return the pages with pages below them, each under the one that holds it, in the order of its source's tree."""
    known = {line.key for line in lines}
    keys = {row.path: key for key, family in families.items() for row in family.values()}
    above = {line.key: keys.get(line.path[: -Page.steplen]) for line in lines}
    below: dict[UUID | None, list[Line]] = defaultdict(list)
    for line in lines:
        below[above[line.key] if above[line.key] in known else None].append(line)
    found: list[Place] = []

    def walk(key: UUID | None, depth: int) -> None:
        for line in below[key]:
            if below.get(line.key):
                found.append(Place(line.path, line.title, depth))
                walk(line.key, depth + 1)

    walk(None, 0)
    return tuple(found)


def with_progress(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with their percentages. Two queries."""
    shown = list(lines)
    found = progress_of_pairs(cell.pair for line in shown for cell in line.cells if cell.pair)
    return [
        replace(
            line,
            cells=tuple(replace(cell, progress=found[cell.pair]) if cell.pair else cell for cell in line.cells),
        )
        for line in shown
    ]


def kind_name(kind: str) -> str:
    """Return the name of a page type, its label when the code has forgotten it."""
    try:
        return str(capfirst(apps.get_model(kind)._meta.verbose_name))
    except LookupError:
        return kind


def _rows(reach: Reach) -> Iterable[_Row]:
    names = (
        "pk",
        "draft_title",
        "translation_key",
        "locale__language_code",
        "path",
        "depth",
        "live",
        "url_path",
        "content_type__app_label",
        "content_type__model",
    )
    pages = own_texts(Page.objects.filter(reach.pages(), depth__gte=SITE_ROOT_DEPTH)).order_by("path")
    for *facts, app, model in pages.values_list(*names):
        yield _Row(*facts, kind=f"{app}.{model}")


def _bonds() -> dict[UUID, dict[str, _Bond]]:
    """Return the translations that go on, by the source's key and the target's language."""
    names = (
        "pk",
        "source_id",
        "target_locale_id",
        "source__locale__language_code",
        "work__state",
        "work__outdated_since",
        "source__object_id",
        "target_locale__language_code",
    )
    found: dict[UUID, dict[str, _Bond]] = defaultdict(dict)
    for *facts, since, key, language in Translation.objects.filter(enabled=True).values_list(*names):
        found[key][language] = _Bond(*facts, is_behind=since is not None)
    return found


def _line(
    source: _Row, family: dict[str, _Row], bonds: dict[str, _Bond], columns: tuple[str, ...], reach: Reach
) -> Line:
    may_ask = reach.may_ask(source.path, source.language)
    cells = tuple(
        replace(
            _cell(code, source, family.get(code), bonds.get(code)),
            may_see=code == source.language or reach.may_see(source.path, source.language, code),
            may_write=reach.may_change(source.path, source.language, code),
            may_ask=may_ask or reach.may_publish(source.path, source.language, code),
        )
        for code in columns
    )
    return Line(source.pk, source.title, source.kind, source.language, source.path, source.depth, source.key, cells)


def _source(family: dict[str, _Row], bonds: dict[str, _Bond]) -> _Row:
    """Return the text that the others come from: what is translated from, else the first language that has one."""
    for bond in bonds.values():
        if bond.source_language in family:
            return family[bond.source_language]
    return next(family[code] for code in (*language_codes(), *family) if code in family)


def _cell(code: str, source: _Row, row: _Row | None, bond: _Bond | None) -> Cell:
    if code == source.language:
        state = CellState.SOURCE
    elif bond is not None and bond.state:
        state = CellState(bond.state)
    elif row is not None and row.live:
        state = CellState.PUBLISHED
    elif bond is not None:
        state = CellState.WANTED
    else:
        state = CellState.DRAFT if row is not None else CellState.MISSING
    return Cell(
        language=code,
        state=state,
        page_id=row.pk if row is not None else None,
        translation_id=bond.pk if bond is not None else None,
        pair=(bond.source_id, bond.locale_id) if bond is not None and state != CellState.SOURCE else None,
        is_live=row is not None and row.live,
        is_behind=bond is not None and bond.is_behind,
        url_path=row.url_path if row is not None and row.live else "",
    )


def _is_chosen(line: Line, choice: Choice, below: tuple[str, ...]) -> bool:
    if choice.kind and line.kind != choice.kind:
        return False
    if below and not line.path.startswith(below):
        return False
    if choice.words and choice.words.casefold() not in line.title.casefold():
        return False
    return not choice.state or any(cell.state == choice.state and cell.may_see for cell in line.cells)
