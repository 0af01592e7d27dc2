"""Fields for visitors: they take what people paste, and leave out what no text needs."""

from __future__ import annotations

import re
from typing import Any

from django import forms

# What no text needs and databases or spreadsheets refuse; line feed and tab stay.
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Finished(str):
    """Words that Django fills in no more: a label may hold a percent sign."""

    __slots__ = ()

    def __mod__(self, values: Any) -> str:
        return self


class CleanChar(forms.CharField):
    """Text without what no text needs, its lines ended alike so that they count as one sign."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(UNWANTED.sub("", str(value)).replace("\r\n", "\n")) if value else ""


class CleanURL(forms.URLField):
    def to_python(self, value: Any) -> Any:
        return super().to_python(UNWANTED.sub("", str(value))) if value else ""


class CleanEmail(forms.EmailField):
    def to_python(self, value: Any) -> Any:
        return super().to_python(UNWANTED.sub("", str(value))) if value else ""
