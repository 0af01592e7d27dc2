"""Named reads: what a visitor is shown for a query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.core.links import Link, page_ids, pages_by_id, resolve
from cms.core.translations import own_texts
from cms.core.words import fold

from . import registry, services
from .addresses import Addresses
from .engines.base import Counts, Engine, Filters, Query, Row, read_marks
from .excerpts import excerpt, marked_title
from .models import MissedWords, Promotion
from .words import Matcher, asks_for, query_words

if TYPE_CHECKING:
    from django.http import HttpRequest

SUGGESTIONS = 8
MAX_FACET_VALUES = 30
MAX_PROPOSALS = 3
MAX_UNKNOWN_WORDS = 3
USEFUL_PAGES = 6
MAX_RECOMMENDED = 3
MISSED_DAYS = 90
MISSED_SHOWN = 100


class Hit(NamedTuple):
    """A found page, finished for a template: title and excerpt are HTML with the found words marked."""

    page_id: int
    title: SafeString
    url: str
    excerpt: SafeString
    kind: str
    language: str
    date: date | None
    origin: str = ""


@dataclass(frozen=True)
class Choice:
    """A value of a facet: `count` pages would be found with it."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """A facet with its choices."""

    key: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Results:
    """What the results page shows: a page of hits of `total`, facets, other languages, proposals when there is none."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    page: int = 1
    groups: list[Group] = field(default_factory=list)
    elsewhere: dict[str, int] = field(default_factory=dict)
    proposals: list[str] = field(default_factory=list)
    unfiltered: int = 0


def hits(query: Query, *, request: HttpRequest | None = None) -> tuple[list[Hit], int]:
    """Return a page of hits and how many there are in all."""
    rows, total, _counts = services.engine().search(query)
    return finished(rows, query, request=request), total


def finished(rows: list[Row], query: Query, *, request: HttpRequest | None = None) -> list[Hit]:
    """Return rows with their texts marked and their addresses made."""
    matcher = Matcher(query.words, query.language)
    addresses = Addresses(request)
    labels = {key: registry.kind_label(key) for key in {row.kind for row in rows}}
    return [_hit(row, matcher, addresses, labels) for row in rows]


def _hit(row: Row, matcher: Matcher, addresses: Addresses, labels: dict[str, str]) -> Hit:
    page_id, kind, day, title, summary, body, url_path, language = row
    return Hit(
        page_id,
        marked_title(title, matcher),
        addresses.of(url_path),
        excerpt(body, summary, matcher),
        labels.get(kind, ""),
        language,
        date.fromordinal(day) if day else None,
        registry.origin_of(url_path),
    )


def results(
    text: str, language: str, *, filters: Filters | None = None, page: int = 1, request: HttpRequest | None = None
) -> Results:
    """Return all that the results page shows; a page beyond the last is the last."""
    filters = {key: values for key, values in (filters or {}).items() if values}
    if not query_words(text, language):
        return Results()
    engine = services.engine()
    rows, total, page, counts = _page_of(Query(text, language, filters, page), engine)
    others = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != language]
    return Results(
        hits=finished(rows, Query(text, language), request=request),
        total=total,
        page=page,
        groups=facet_groups(counts, filters, language),
        elsewhere=engine.count_by_language(text, others),
        proposals=[] if counts else proposals(text, language, engine),
        unfiltered=sum(counts.values()),
    )


def _page_of(query: Query, engine: Engine) -> tuple[list[Row], int, int, Counts]:
    """Return the rows, their total, the number of the page, at most the last, and the counts without filters."""
    if query.filters:
        counts = engine.facets(query)
        rows, total, _counts = engine.search(query)
    else:
        rows, total, counts = engine.search(query, with_counts=True)
    last = max(1, -(-total // query.size))
    if query.page > last:
        return engine.search(replace(query, page=last)).rows, total, last, counts
    return rows, total, query.page, counts


def _fits(marks: str, filters: Filters) -> bool:
    values = read_marks(marks)
    return all(any(value in wanted for value in values.get(key, ())) for key, wanted in filters.items())


def facet_groups(counts: Counts, filters: Filters, language: str) -> list[Group]:
    """Return every facet with what each value would find beside the choices made in the other facets."""
    groups = []
    for facet in registry.facets():
        others = {key: values for key, values in filters.items() if key != facet.key}
        sums: dict[str, int] = dict.fromkeys(filters.get(facet.key, ()), 0)
        for marks, count in counts.items():
            if not others or _fits(marks, others):
                for value in read_marks(marks).get(facet.key, ()):
                    sums[value] = sums.get(value, 0) + count
        choices = _choices(facet, sums, filters.get(facet.key, ()), language)
        if len(choices) > 1 or any(choice.is_chosen for choice in choices):
            groups.append(Group(facet.key, str(facet.label), choices))
    return groups


def _choices(facet: registry.Facet, sums: dict[str, int], chosen: Iterable[str], language: str) -> list[Choice]:
    by_count = sorted(sums, key=lambda value: (-sums[value], value))
    order = sorted(sums, reverse=True) if facet.newest_first else by_count
    known = ((value, facet.label_for(value, language)) for value in order)
    shown = [Choice(value, label, sums[value], value in chosen) for value, label in known if label]
    return [choice for place, choice in enumerate(shown) if place < MAX_FACET_VALUES or choice.is_chosen]


def proposals(text: str, language: str, engine: Engine) -> list[str]:
    """Return queries near to one that found nothing, each of which finds something now."""
    replaced: dict[str, list[tuple[str, str]]] = {}
    for word in (asked.text for asked in query_words(text, language)):
        if len(replaced) < MAX_UNKNOWN_WORDS and not engine.search(Query(word, language, size=1)).total:
            replaced[word] = engine.words_like(fold(word), language)
    found: list[str] = []
    for place in range(MAX_PROPOSALS * 3):
        candidate = text
        for word, near in replaced.items():
            if not near:
                return found
            candidate = candidate.replace(word, near[min(place, len(near) - 1)][1])
        if candidate != text and candidate not in found and engine.search(Query(candidate, language, size=1)).total:
            found.append(candidate)
        if len(found) >= MAX_PROPOSALS or all(place >= len(near) - 1 for near in replaced.values()):
            break
    return found


def suggestions(text: str, language: str, *, request: HttpRequest | None = None) -> list[dict[str, str]]:
    """Return at most SUGGESTIONS pages for words that are being typed: title, url, kind."""
    addresses = Addresses(request)
    rows = services.engine().suggest(text, language, SUGGESTIONS)
    return [
        {"title": row.title, "url": addresses.of(row.url_path), "kind": registry.kind_label(row.kind)} for row in rows
    ]


def useful_pages(language: str, *, request: HttpRequest | None = None) -> list[dict[str, str]]:
    """Return the pages of the menu in a language, for those who found nothing."""
    pages = own_texts(Page.objects.live().public().filter(locale__language_code=language, show_in_menus=True))
    addresses = Addresses(request)
    rows = pages.order_by("path").values_list("title", "url_path")[:USEFUL_PAGES]
    return [{"title": title, "url": addresses.of(url_path)} for title, url_path in rows]


class Recommended(NamedTuple):
    """What editors put above the results, with their sentence."""

    link: Link
    sentence: str


def recommended(text: str, language: str, *, request: HttpRequest | None = None) -> list[Recommended]:
    """Return what editors recommend for the words of a query, the longest phrase first. One query, three when some."""
    asked = query_words(text, language)
    if not asked:
        return []
    rows = Promotion.objects.filter(locale__language_code=language).order_by("pk").values_list("pk", "groups")
    fitting = sorted((-len(groups), pk) for pk, phrases in rows for groups in phrases if asks_for(groups, asked))
    order = list(dict.fromkeys(pk for _length, pk in fitting))[:MAX_RECOMMENDED]
    if not order:
        return []
    promotions = Promotion.objects.in_bulk(order)
    raw = [item["value"] for pk in order for item in promotions[pk].links.raw_data]
    pages = pages_by_id(page_ids(raw), language)
    found: dict[str, Recommended] = {}
    for item in raw:
        link = resolve(item, pages, language=language, written_in=language, request=request)
        if link:
            found.setdefault(link.url, Recommended(link, item.get("sentence") or ""))
    return list(found.values())[:MAX_RECOMMENDED]


def missed_words(languages: Iterable[str]) -> list[dict[str, Any]]:
    """Return what was asked for and not found of late: language, words, how often in all, last day."""
    since = timezone.localdate() - timedelta(days=MISSED_DAYS)
    rows = MissedWords.objects.filter(day__gte=since, language__in=languages).values("language", "words")
    summed = rows.annotate(total=Sum("count"), last=Max("day")).order_by("-total", "words")
    return [dict(row) for row in summed[:MISSED_SHOWN]]
