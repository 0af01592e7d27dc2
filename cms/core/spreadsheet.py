"""Cells of a spreadsheet that no programme takes for a formula."""

from __future__ import annotations

import re
from typing import Any

# What begins a formula in Excel, LibreOffice or Numbers, in ASCII and in the forms that they fold to it.
_SIGNS = "=+\\-@|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b"
_BEGINS = re.compile(rf"^[\s\u200b-\u200f\u2060\ufeff\"';,]*[{_SIGNS}]|^[\t\r\n;]")
# A file that is read with another separator than it was written with has cells that begin in the middle of ours.
# Each run is read once, however long: visitors write these cells.
_RUN = re.compile(rf"([\s\"';]+)([{_SIGNS}]?)")
_SEPARATORS = frozenset(";\t\r\n")


def _apart(found: re.Match[str]) -> str:
    """Return a run of blanks, with a mark before the sign that a separator in it would put at a beginning."""
    run, sign = found.groups()
    return f"{run}'{sign}" if sign and _SEPARATORS.intersection(run) else found[0]


def harmless(value: Any) -> Any:
    """Return text that no spreadsheet reads as a formula, whatever separator it assumes; other values as they are."""
    if not isinstance(value, str):
        return value
    text = _RUN.sub(_apart, value)
    return f"'{text}" if _BEGINS.match(text) else text
