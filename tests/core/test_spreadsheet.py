"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import time

import pytest

from cms.core.spreadsheet import harmless

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    ";=1+1",
    ",=1+1",
    " =1",
    "\xa0=1",
    "\u200b=1",
    "\ufeff=1",
    '"=1"',
    "'=1",
    "|calc",
    "%0A=1",
    "−1",
    "﹣1",
]
BEGINNINGS = tuple("=+-@\t\r\n＝＋－＠−﹣|%;,")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_begins_like_a_formula(text):
    assert harmless(text) == f"'{harmless(text)[1:]}"
    assert harmless(text).lstrip("'").strip() != ""


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("text", [*DANGEROUS, "a;=1", "a;+1", 'a";=1', "a\n=1", "a\t@x", "a\r\n=1"])
def test_no_cell_of_a_file_is_one_whatever_the_reader_thinks_separates_them(text, separator):
    written = io.StringIO()
    csv.writer(written).writerow(["first", harmless(text), "last"])
    lines = written.getvalue().splitlines()

    cells = [cell for line in lines for row in csv.reader([line], delimiter=separator) for cell in row]

    if separator != ",":
        assert [cell for cell in cells if cell.strip("\"' \xa0\u200b\ufeff") and cell.startswith(BEGINNINGS[:4])] == []


@pytest.mark.parametrize("text", ["Bonjour", "a-b", "1 = 1", "a@b.example", "", "100 %"])
def test_harmless_text_stays(text):
    assert harmless(text) == text


def test_other_values_stay():
    assert [harmless(value) for value in (1, None, 2.5, True)] == [1, None, 2.5, True]


@pytest.mark.parametrize("run", ["\n", "\t ", "; '", '"\r\n'])
def test_long_runs_take_no_longer_than_other_text(run):
    started = time.perf_counter()
    assert harmless(f"a{run * 20_000}=1").endswith("'=1")
    assert time.perf_counter() - started < 0.2
