"""The demonstration's glossary: the movement's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..models import GlossaryTerm
from . import csv_files, services

TABLE = Path(__file__).with_name("demonstration.csv")


def tell_glossary(*, user: Any = None) -> int:
    """Write the movement's words, unless there is a glossary already; return how many."""
    if GlossaryTerm.objects.exists():
        return 0
    return services.take_over(rows=csv_files.read(TABLE.read_bytes()), user=user)
