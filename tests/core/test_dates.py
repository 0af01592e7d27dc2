"""Dates as each language writes them: by the language's own formats, never by one of ours."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.formats import date_format

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# For machines: attributes and fields that no person reads.
FOR_MACHINES = {"c", "Y-m-d", "Y"}
# A name alone, in no order with others.
NAMES = {"l"}
FORMAT = re.compile(r"""\|(?:date|time):(?:"([^"]*)"|'([^']*)')""")


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("eo", "DATE_FORMAT", "5-a de decembro 2026"),
        ("eo", "DATETIME_FORMAT", "5-a de decembro 2026, je 18:05"),
        ("eo", "YEAR_MONTH_FORMAT", "decembro de 2026"),
        ("eo", "SHORT_DATE_FORMAT", "2026-12-05"),
        ("fr", "DATE_FORMAT", "5 décembre 2026"),
        ("es", "DATE_FORMAT", "5 de diciembre de 2026"),
        ("de", "DATE_FORMAT", "5. Dezember 2026"),
    ],
)
def test_dates_are_those_of_the_language(language, name, expected):
    with translation.override(language):
        assert date_format(datetime(2026, 12, 5, 18, 5), name) == expected  # noqa: DTZ001 -- a wall clock


def test_templates_leave_the_order_of_day_and_month_to_the_language():
    wrong = {
        (path.relative_to(TEMPLATES).as_posix(), one or other)
        for path in TEMPLATES.rglob("*")
        if path.is_file()
        for one, other in FORMAT.findall(path.read_text(encoding="utf-8"))
        if (one or other) not in FOR_MACHINES | NAMES and not (one or other).endswith("_FORMAT")
    }

    assert wrong == set()
