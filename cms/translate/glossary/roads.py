"""The way in for the glossary's table."""

from __future__ import annotations

from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.core.staging import MEGABYTE, Purpose

from ..models import GlossaryTerm
from ..uploads.registry import Road
from ..uploads.reports import Change, Report, refused
from . import csv_files, permissions, services
from .csv_files import CsvRefused, Row
from .queries import listed_terms

GLOSSARY = "translate.glossary"


def check_table(file: IO[bytes]) -> dict[str, Any]:
    """Return the report of a dry run."""
    try:
        rows = csv_files.read(file.read())
    except CsvRefused as error:
        return refused(str(error))
    report = Report()
    known = {(term.language, term.term): term for term in listed_terms()}
    report.changes = [change for row in rows if (change := _change(row, known.get((row.language, row.term))))]
    if not report.changes:
        report.problems.append(_("This table changes nothing."))
    new = sum((row.language, row.term) not in known for row in rows)
    report.summary = [
        ngettext("%(number)s new term.", "%(number)s new terms.", new) % {"number": new},
        ngettext("%(number)s term changes.", "%(number)s terms change.", len(report.changes) - new)
        % {"number": len(report.changes) - new},
    ]
    return report.as_json()


def _change(row: Row, term: GlossaryTerm | None) -> Change | None:
    before = _words(term, row) if term else ""
    after = _said(row.definition, row.note, row.wanted, row.forbidden)
    return Change(f"{row.language}: {row.term}", before, after) if before != after or not term else None


def _words(term: GlossaryTerm, row: Row) -> str:
    """Return what a term says, in the languages that a row speaks of."""
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for words, kind, asked in ((found[0], "wanted", row.wanted), (found[1], "forbidden", row.forbidden)):
        for code in asked:
            words[code] = [
                form.text
                for form in term.forms.all()
                if form.language == code and form.kind == kind and not form.is_proposed
            ]
    return _said(term.definition, term.note, *found)


def _said(definition: str, note: str, wanted: dict[str, list[str]], forbidden: dict[str, list[str]]) -> str:
    parts = [part for part in (definition, note) if part]
    parts += [f"{code}: {', '.join(words)}" for code, words in sorted(wanted.items()) if words]
    parts += [f"{code} ≠ {', '.join(words)}" for code, words in sorted(forbidden.items()) if words]
    return " · ".join(parts)


def apply_table(file: IO[bytes], actor: Any) -> dict[str, Any]:
    """Keep every term of a table, as `actor`."""
    content = file.read()
    file.seek(0)
    report = check_table(file)
    services.take_over(rows=csv_files.read(content), user=actor)
    return report


ROAD = Road(
    purpose=Purpose(name=GLOSSARY, check=check_table, apply=apply_table, max_size=2 * MEGABYTE),
    title=gettext_lazy("Bring a table of terms"),
    explanation=gettext_lazy(
        "A CSV file as the glossary’s download makes it. A term of the table replaces the one of the same name and "
        "language; terms that the table does not name stay."
    ),
    accept=".csv",
    back="translate_glossary",
    may=permissions.may_keep,
)
