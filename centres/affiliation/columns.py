"""Columns that several lists share."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column


def _place(item: Any) -> str:
    return f"{item.place}, {item.country.name}"


def place_column() -> Column:
    """Return the column of a town with its country."""
    return Column("place", label=pgettext_lazy("of a centre", "Place"), accessor=_place, sort_key="place")
