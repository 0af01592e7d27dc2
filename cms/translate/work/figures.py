"""What was translated: words, publications and people, by language and month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.frame import language_name
from cms.core.translations import language_codes

from ..models import Delivery


@dataclass(frozen=True)
class Figure:
    """One language in one month."""

    month: date
    language: str
    words: int
    texts: int
    people: int

    @property
    def name(self) -> str:
        return language_name(self.language)


@dataclass(frozen=True)
class Figures:
    """The figures of a year, newest month first."""

    year: int
    years: tuple[int, ...]
    language: str
    rows: tuple[Figure, ...]
    totals: tuple[Figure, ...]

    def table(self) -> Iterator[list[Any]]:
        """Yield the rows for a spreadsheet, the heads first."""
        yield [_("Month"), _("Language"), _("Words"), _("Published texts"), _("People")]
        for row in self.rows:
            yield [f"{row.month:%Y-%m}", language_name(row.language), row.words, row.texts, row.people]


def figures_for(data: QueryDict) -> Figures:
    """Return the figures of the year and language that the address asks for. Three queries."""
    years = tuple(moment.year for moment in Delivery.objects.dates("published_at", "year", order="DESC"))
    year = _year(data.get("year", "")) or (years or (timezone.localdate().year,))[0]
    language = data.get("language", "") if data.get("language") in language_codes() else ""
    found = Delivery.objects.filter(published_at__year=year)
    found = found.filter(language=language) if language else found
    by_month = found.annotate(month=TruncMonth("published_at")).values("month", "language").annotate(**_sums())
    by_language = found.values("language").annotate(**_sums())
    first = date(year, 1, 1)
    rows = [_figure(row["month"].date(), row) for row in by_month.order_by("-month", "language")]
    totals = [_figure(first, row) for row in by_language.order_by("language")]
    return Figures(year, years or (year,), language, tuple(rows), tuple(totals))


def _year(asked: str) -> int | None:
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 and asked > "0000" else None


def _sums() -> dict[str, Any]:
    return {
        "words_sum": Sum("words"),
        "texts": Count("published_at", distinct=True),
        "people": Count("person", distinct=True),
    }


def _figure(month: date, row: dict[str, Any]) -> Figure:
    return Figure(month, row["language"], row["words_sum"], row["texts"], row["people"])
