"""Answers in words: for mails, for the editors' screens and for spreadsheets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext

from . import queries
from .enums import FieldKind
from .models import Submission

if TYPE_CHECKING:
    from home.form_pages import FormPage


def as_text(value: Any, kind: str = "") -> str:
    """Return one answer as text in the active language."""
    if value is True:
        return gettext("yes")
    if isinstance(value, list):
        return ", ".join(value)
    if kind == FieldKind.DATE:
        day: date | None = parse_date(str(value or ""))
        return date_format(day) if day else ""
    return str(value or "")


def rows(source: FormPage, submission: Submission, language: str) -> list[dict[str, str]]:
    """Return label and text of every field in its order, then of what the form asks no more.

    "indented" is the text for a plain mail, where no answer may look like the next label.
    """
    labels = queries.labels_in(source, language)
    kinds = {field.clean_name: field.kind for field in queries.fields_of(source)}
    texts = {
        name: as_text(submission.answers.get(name), kinds.get(name, "")) for name in {**labels, **submission.answers}
    }
    names = [*labels, *(name for name in submission.answers if name not in labels)]
    return [
        {
            "name": name,
            "label": labels.get(name, name),
            "text": texts[name],
            "indented": texts[name].replace("\n", "\n  "),
        }
        for name in names
    ]
