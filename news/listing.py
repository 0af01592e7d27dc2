"""A list of news that a visitor narrows by topic, author and year, with addresses that say so.

Choices come as `?topic=<slug>&author=<slug>&year=<year>`; a slug of any language is understood, and what is not
understood is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext

from cms.core.cards import cards_for, load_pictures
from cms.core.translations import direction

from . import queries
from .directory import Directory, Name
from .enums import AUTHOR, TOPIC

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, QueryDict

    from .pages import NewsPage

NEWS_PER_PAGE = 12
YEAR, MONTH = "year", "month"
PARAMETERS = (TOPIC, AUTHOR, YEAR, MONTH)
YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Choice:
    """A value of a filter: `count` pieces of news would be found with it."""

    value: str
    label: str
    count: int
    is_chosen: bool
    language: str = ""
    direction: str = "ltr"


@dataclass(frozen=True)
class Group:
    """A filter with its choices."""

    key: str
    label: str
    all_label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Asked:
    """What a visitor chose: `names` by kind, a year, a month of it; `has_unknown` when something was not understood."""

    names: dict[str, Name] = field(default_factory=dict)
    year: int | None = None
    month: int | None = None
    has_unknown: bool = False

    @property
    def parameters(self) -> list[str]:
        return [*self.names, *([YEAR] if self.year else []), *([MONTH] if self.month else [])]


def read_asked(parameters: QueryDict, directory: Directory, language: str, *, fixed: Name | None = None) -> Asked:
    """Return what an address asks for; the page's own topic or author (`fixed`) is no choice."""
    names = {}
    for kind in (TOPIC, AUTHOR):
        given = parameters.get(kind, "")
        name = directory.with_slug(kind, given, language) if given else None
        if name and not (fixed and fixed.kind == kind):
            names[kind] = name
    given = parameters.get(YEAR, "")
    year = int(given) if given.isascii() and given.isdecimal() and len(given) == 4 and int(given) in YEARS else None
    asked = Asked(names, year, _month(parameters.get(MONTH, "")) if year else None)
    understood = {name for name in PARAMETERS if not parameters.get(name) or name in asked.parameters}
    return replace(asked, has_unknown=not {*understood, "page"}.issuperset(parameters))


def _month(given: str) -> int | None:
    """Return the month that an address names by its number."""
    is_number = given.isascii() and given.isdecimal() and len(given) < 3
    return int(given) if is_number and 1 <= int(given) <= 12 and given == str(int(given)) else None


def month_name(month: int) -> str:
    return date_format(date(2000, month, 1), "F")


class NewsListing:
    """The part of `news` that a visitor asked for, finished for a template."""

    def __init__(
        self,
        request: HttpRequest,
        *,
        news: QuerySet[NewsPage],
        directory: Directory,
        language: str,
        fixed: Name | None = None,
    ) -> None:
        self.request, self.directory, self.language, self.fixed = request, directory, language, fixed
        self.asked = read_asked(request.GET, directory, language, fixed=fixed)
        self.news = news.filter(queries.about(fixed.kind, [fixed.key])) if fixed else news

    def _narrowed(self, *, but: str = "") -> QuerySet[NewsPage]:
        """Return the news that fit the choices, all `but` one of them."""
        found = self.news
        for kind, name in self.asked.names.items():
            found = found if kind == but else found.filter(queries.about(kind, [name.key]))
        if self.asked.year and but != YEAR:
            found = found.filter(date__year=self.asked.year)
        return found.filter(date__month=self.asked.month) if self.asked.month and but not in (YEAR, MONTH) else found

    @cached_property
    def _years(self) -> dict[int, int]:
        return queries.counts_by_year(self._narrowed(but=YEAR))

    @cached_property
    def total(self) -> int:
        if self.asked.month:
            return self._narrowed().count()
        return self._years.get(self.asked.year, 0) if self.asked.year else sum(self._years.values())

    @cached_property
    def archive(self) -> list[dict[str, Any]]:
        """Every year and its months that have news, latest first, whatever the visitor chose. One query."""
        years: dict[int, list[dict[str, Any]]] = {}
        for year, month, number in queries.counts_by_month(self.news):
            is_chosen = (year, month) == (self.asked.year, self.asked.month)
            url = f"{self.request.path}?{urlencode({YEAR: year, MONTH: month})}"
            entry = {"name": month_name(month), "count": number, "url": url, "is_chosen": is_chosen}
            years.setdefault(year, []).append(entry)
        return [
            {"year": year, "url": f"{self.request.path}?{urlencode({YEAR: year})}", "months": months}
            for year, months in years.items()
        ]

    @cached_property
    def page_obj(self) -> PaginatorPage[Any]:
        """The part that is shown, as cards. A number beyond the last is the last."""
        paginator = Paginator(self._narrowed(), NEWS_PER_PAGE)
        paginator.count = self.total
        page = paginator.get_page(self.request.GET.get("page"))
        page.object_list = cards_for(load_pictures(list(page.object_list)), request=self.request)
        return page

    @property
    def asks_unknown(self) -> bool:
        """Say whether the address is one of endlessly many that show the same."""
        given = self.request.GET.get("page", "")
        return self.asked.has_unknown or bool(given and given != str(self.page_obj.number))

    @cached_property
    def groups(self) -> list[Group]:
        """The filters that offer a choice."""
        kinds = [kind for kind in (TOPIC, AUTHOR) if not (self.fixed and self.fixed.kind == kind)]
        groups = [*(self._name_group(kind) for kind in kinds), self._year_group()]
        chosen = self.asked.parameters
        return [group for group in groups if len(group.choices) > 1 or group.key in chosen]

    def _name_group(self, kind: str) -> Group:
        counts = queries.counts_by(kind, self._narrowed(but=kind))
        chosen = self.asked.names.get(kind)
        choices = [
            Choice(
                name.slug,
                name.name,
                counts.get(name.key, 0),
                chosen is not None and chosen.key == name.key,
                "" if name.language == self.language else name.language,
                direction(name.language),
            )
            for name in self.directory.all(kind, self.language)
            if name.key in counts or (chosen and chosen.key == name.key)
        ]
        if kind == TOPIC:
            return Group(kind, gettext("Topic"), gettext("All topics"), choices)
        return Group(kind, gettext("Author"), gettext("All authors"), choices)

    def _year_group(self) -> Group:
        chosen = self.asked.year
        years = {**({chosen: 0} if chosen else {}), **self._years}
        choices = [Choice(str(year), str(year), years[year], year == chosen) for year in sorted(years, reverse=True)]
        return Group(YEAR, gettext("Year"), gettext("All years"), choices)

    @cached_property
    def chosen(self) -> list[dict[str, str]]:
        """The choices in words, each with the address that takes it away."""
        labels = {TOPIC: gettext("Topic"), AUTHOR: gettext("Author"), YEAR: gettext("Year"), MONTH: gettext("Month")}
        own = {kind: "" if name.language == self.language else name.language for kind, name in self.asked.names.items()}
        values = {kind: name.name for kind, name in self.asked.names.items()}
        values |= {YEAR: str(self.asked.year)} if self.asked.year else {}
        values |= {MONTH: month_name(self.asked.month)} if self.asked.month else {}
        return [
            {
                "label": labels[key],
                "value": value,
                "language": own.get(key, ""),
                "direction": direction(own.get(key) or self.language),
                "url": f"{self.request.path}{self.query(self.language, but=key)}",
            }
            for key, value in values.items()
        ]

    def query(self, language: str, *, but: str = "", page: int = 1) -> str:
        """Return the choices as the query of an address in `language`, "" when there is none."""
        best = {kind: self.directory.best(kind, name.key, language) for kind, name in self.asked.names.items()}
        values = {kind: name.slug for kind, name in best.items() if name and kind != but}
        if self.asked.year and but != YEAR:
            values[YEAR] = str(self.asked.year)
            if self.asked.month and but != MONTH:
                values[MONTH] = str(self.asked.month)
        if page > 1:
            values["page"] = str(page)
        return f"?{urlencode(values)}" if values else ""

    def queries_by_language(self) -> dict[str, str]:
        number = self.page_obj.number
        return {code: self.query(code, page=number) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
