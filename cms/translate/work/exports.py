"""Tables to take away."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from cms.core.spreadsheet import harmless


def as_csv(rows: Iterable[Iterable[Any]], *, name: str) -> HttpResponse:
    """Return rows as a file; it begins with the mark by which Excel knows UTF-8, and no cell is a formula.

    Not streamed: that would happen after the person's language was put away.
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response
