"""The glossary as a table: CSV in UTF-8 with a mark, parted by semicolons, as spreadsheets of the languages here do.

Columns: language, term, definition, note; then for each language its words ("eo") and those not to say ("eo not"),
several parted by "|".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.core.spreadsheet import harmless
from cms.core.translations import language_codes

from ..models import GlossaryTerm
from .enums import FormKind

FIXED = ("language", "term", "definition", "note")
NOT = " not"
PARTS = " | "
MOST_ROWS = 5000
LONGEST = {"term": 120, "definition": 1000, "note": 1000}
LONGEST_WORDS = 120


class CsvRefused(ValueError):
    """The table cannot be read; says why to the person."""


@dataclass
class Row:
    """A term as a table says it."""

    language: str
    term: str
    definition: str
    note: str
    wanted: dict[str, list[str]] = field(default_factory=dict)
    forbidden: dict[str, list[str]] = field(default_factory=dict)


def write(terms: Iterable[GlossaryTerm]) -> bytes:
    """Return the table of `terms`, whose forms are prefetched; what is only proposed is left out."""
    codes = language_codes()
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow([*FIXED, *codes, *(code + NOT for code in codes)])
    for term in terms:
        forms = [form for form in term.forms.all() if not form.is_proposed]
        cells = [term.language, term.term, term.definition, term.note]
        for kind in (FormKind.WANTED, FormKind.FORBIDDEN):
            for code in codes:
                cells.append(PARTS.join(form.text for form in forms if form.language == code and form.kind == kind))
        table.writerow([harmless(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def read(content: bytes) -> list[Row]:
    """Return the rows of a table. Raises CsvRefused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CsvRefused(_("This file is not in UTF-8.")) from error
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=";", strict=True))
    except csv.Error as error:
        raise CsvRefused(_("This is no table with semicolons between its columns.")) from error
    head = [cell.strip().lower() for cell in lines[0]] if lines else []
    known = {*FIXED, *language_codes(), *(code + NOT for code in language_codes())}
    if not {"language", "term"} <= set(head) or len(set(head)) < len(head):
        raise CsvRefused(_("The first line must name the columns, “language” and “term” among them, each once."))
    if unknown := [name for name in head if name not in known]:
        raise CsvRefused(_("These columns are not known: %(names)s.") % {"names": ", ".join(unknown)[:200]})
    if len(lines) > MOST_ROWS:
        raise CsvRefused(_("This table has more than %(number)s lines.") % {"number": MOST_ROWS})
    return _rows(head, lines[1:])


def _rows(head: list[str], lines: list[list[str]]) -> list[Row]:
    rows: dict[tuple[str, str], Row] = {}
    for number, line in enumerate(lines, 2):
        if not any(cell.strip() for cell in line):
            continue
        cells = {name: _plain(cell) for name, cell in zip(head, line, strict=False)}
        row = Row(*(cells.get(name, "") for name in FIXED))
        problem = _fill(row, cells) or ("" if (row.language, row.term) not in rows else _("this term stands twice."))
        if problem:
            raise CsvRefused(_("Line %(number)s: %(problem)s") % {"number": number, "problem": problem})
        rows[row.language, row.term] = row
    return list(rows.values())


def _plain(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running what a cell says."""
    text = " ".join(cell.split())
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def _fill(row: Row, cells: dict[str, str]) -> str:
    """Read the words of each language; say what is wrong, "" when nothing is."""
    if row.language not in language_codes():
        return _("“%(language)s” is no language of this site.") % {"language": row.language[:20]}
    if not row.term:
        return _("the term is missing.")
    if any(len(getattr(row, name)) > most for name, most in LONGEST.items()):
        return _("term, definition or note is too long.")
    for code in language_codes():
        for words, name in ((row.wanted, code), (row.forbidden, code + NOT)):
            if name in cells:
                words[code] = list(dict.fromkeys(part.strip() for part in cells[name].split("|") if part.strip()))
                if any(len(part) > LONGEST_WORDS for part in words[code]):
                    return _("words in the column “%(name)s” are too long.") % {"name": name}
    return ""
