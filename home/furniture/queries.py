"""What stands around every page of one language, read once for a version of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, TranslatableMixin
from wagtail.rich_text import expand_db_html
from wagtail_localize.fields import get_translatable_fields

from cms.core.fields import BodyField
from cms.core.links import Link, RawLink, page_ids, pages_by_id, resolve
from cms.core.translations import direction, preference

from .enums import ALERT_ICONS, NETWORK_ICONS, AlertKind, Network
from .models import Alert, Footer, MainMenu, SocialProfile

if TYPE_CHECKING:
    from django.http import HttpRequest

T = TypeVar("T", bound=TranslatableMixin)
Pages = dict[int, Page]


@dataclass(frozen=True)
class Entry:
    """An entry of the main menu and the links below it."""

    link: Link
    children: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Column:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Colophon:
    """The footer's own words; `language` is that of its texts, "" when it is the visitor's."""

    motto: str
    columns: tuple[Column, ...]
    legal_line: str
    language: str
    direction: str


@dataclass(frozen=True)
class Profile:
    name: str
    network: str
    url: str
    icon: str


@dataclass(frozen=True)
class Notice:
    """An alert ready to be shown, while `now` is between its times, on the pages below `paths` (anywhere when none)."""

    text: SafeString
    kind: str
    icon: str
    link: Link | None
    language: str
    direction: str
    starts_at: datetime
    ends_at: datetime
    paths: tuple[str, ...] | None
    is_on_home_only: bool

    @property
    def word(self) -> str:
        return str(AlertKind(self.kind).label)

    def is_shown(self, now: datetime, path: str, home_paths: Iterable[str]) -> bool:
        """Say whether the page at the tree's `path`, "" for an answer without page, carries it now."""
        if not self.starts_at <= now < self.ends_at:
            return False
        places = tuple(home_paths) if self.paths is None else self.paths
        if self.is_on_home_only:
            return path in places
        return self.paths is None or (bool(path) and path.startswith(places))


def _own_or_source(model: type[T], language: str) -> T | None:
    """Return the row of `language`, else that of the source language. One query."""
    codes = list(dict.fromkeys([language, settings.LANGUAGE_CODE]))
    rows = model._default_manager.filter(locale__language_code__in=codes).select_related("locale")
    return min(_written(rows), key=lambda row: codes.index(row.locale.language_code), default=None)


def _written(rows: Iterable[T]) -> list[T]:
    """Leave out translations that nobody has written yet: wagtail-localize begins them with the original's words."""
    first: dict[object, T] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        first.setdefault((row.translation_key, _words(row)), row)
    return list(first.values())


def _words(row: TranslatableMixin) -> tuple[str, ...]:
    """Return all the words that a translator changes in a row."""
    fields = (row._meta.get_field(field.field_name) for field in get_translatable_fields(type(row)))
    translated = (field for field in fields if isinstance(field, models.TextField | models.CharField | BodyField))
    values = (getattr(row, field.attname) for field in translated if not field.choices)
    return tuple(text for value in values for text in _strings(getattr(value, "raw_data", value)))


def _strings(value: Any) -> Iterator[str]:
    """Yield the words of a stored list of blocks: neither its ids and kinds, nor where its links lead."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if item and name not in {"id", "type", "url"}:
                yield from _strings(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _strings(item)


def _items(raw: Any) -> list[dict[str, Any]]:
    """Return the values of a stored list of blocks."""
    return [item["value"] for item in raw or []]


def main_menu(language: str, request: HttpRequest | None = None) -> tuple[Entry, ...] | None:
    """Return the entries of the main menu that editors made, None when there is none. Three queries, one if no menu."""
    menu = _own_or_source(MainMenu, language)
    if menu is None:
        return None
    raw = _items(menu.entries.raw_data)
    pages = pages_by_id(
        page_ids([*raw, *(child for entry in raw for child in _items(entry.get("children")))]), language
    )
    written_in = menu.locale.language_code
    entries = []
    for value in raw:
        link = resolve(value, pages, language=language, written_in=written_in, request=request)
        children = _links(_items(value.get("children")), pages, language, written_in, request)
        if link:
            entries.append(Entry(link, children))
    return tuple(entries)


def _links(
    raw: list[RawLink], pages: Pages, language: str, written_in: str, request: HttpRequest | None
) -> tuple[Link, ...]:
    links = (resolve(item, pages, language=language, written_in=written_in, request=request) for item in raw)
    return tuple(link for link in links if link)


def colophon(language: str, request: HttpRequest | None = None) -> Colophon | None:
    """Return the footer that editors made, None when there is none. Three queries, one if no footer."""
    footer = _own_or_source(Footer, language)
    if footer is None:
        return None
    raw = _items(footer.columns.raw_data)
    pages = pages_by_id(page_ids(link for column in raw for link in _items(column["links"])), language)
    own = footer.locale.language_code
    made = (Column(column["title"], _links(_items(column["links"]), pages, language, own, request)) for column in raw)
    return Colophon(
        motto=footer.motto,
        columns=tuple(column for column in made if column.links),
        legal_line=footer.legal_line,
        language="" if own == language else own,
        direction=direction(own),
    )


def profiles(language: str) -> tuple[Profile, ...]:
    """Return the social profiles of a language and of all. One query."""
    rows = SocialProfile.objects.filter(Q(locale=None) | Q(locale__language_code=language)).order_by("sort_order", "pk")
    return tuple(
        Profile(str(row), row.get_network_display(), row.url, NETWORK_ICONS[Network(row.network)]) for row in rows
    )


def alerts(language: str, request: HttpRequest | None = None) -> tuple[Notice, ...]:
    """Return the alerts that are shown or will be, each in the best language, the important ones first."""
    order = preference(language)
    rows = Alert.objects.filter(ends_at__gt=timezone.now()).select_related("locale", "branch").order_by("starts_at")
    best: dict[object, Alert] = {}
    for row in sorted(_written(rows), key=lambda row: order.index(row.locale.language_code)):
        best.setdefault(row.translation_key, row)
    chosen = sorted(best.values(), key=lambda row: (row.kind != AlertKind.IMPORTANT, row.starts_at, row.pk))
    pages = pages_by_id({row.link_page_id for row in chosen if row.link_page_id}, language)
    paths = _branches({row.branch.translation_key for row in chosen if row.branch})
    return tuple(_notice(row, pages, paths, language, request) for row in chosen)


def _branches(keys: set[object]) -> dict[object, tuple[str, ...]]:
    """Return the places in the tree of pages and all their translations. One query, none without keys."""
    found: dict[object, tuple[str, ...]] = dict.fromkeys(keys, ())
    if keys:
        for key, path in Page.objects.filter(translation_key__in=keys).values_list("translation_key", "path"):
            found[key] = (*found[key], path)
    return found


def _notice(
    row: Alert, pages: Pages, paths: dict[object, tuple[str, ...]], language: str, request: HttpRequest | None
) -> Notice:
    own = row.locale.language_code
    raw = {"page": row.link_page_id, "url": row.link_url, "label": row.link_label}
    return Notice(
        text=mark_safe(expand_db_html(row.text)),  # noqa: S308 -- stored rich text, cleaned when it was saved
        kind=row.kind,
        icon=ALERT_ICONS[AlertKind(row.kind)],
        link=resolve(raw, pages, language=language, written_in=own, request=request),
        language="" if own == language else own,
        direction=direction(own),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        paths=paths[row.branch.translation_key] if row.branch else None,
        is_on_home_only=row.is_on_home_only,
    )
