"""Cells of a spreadsheet that no programme takes for a formula."""

from __future__ import annotations

import re
from typing import Any

# What begins a formula in Excel, LibreOffice or Numbers, in ASCII and in the forms that they fold to it.
_SIGNS = "=+\\-@|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b"
_BEGINS = re.compile(rf"^[\s\u200b-\u200f\u2060\ufeff\"';,]*[{_SIGNS}]|^[\t\r\n;]")
# A file that is read with another separator than it was written with has cells that begin in the middle of ours.
_INSIDE = re.compile(rf"([;\t\r\n][\s\"']*)(?=[{_SIGNS}])")


def harmless(value: Any) -> Any:
    """Return text that no spreadsheet reads as a formula, whatever separator it assumes; other values as they are."""
    if not isinstance(value, str):
        return value
    text = _INSIDE.sub(r"\1'", value)
    return f"'{text}" if _BEGINS.match(text) else text
