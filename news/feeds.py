"""Feeds in RSS 2.0 and JSON Feed 1.1: all news of a language, of a topic, of an author, of one index.

A feed holds the texts that are written in or translated to its language; other languages have their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.http import http_date
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from centres.queries import outside_microsites
from cms.core.collation import in_order
from cms.core.frame import Feed, language_name
from cms.core.structure import structure_of
from cms.core.translations import NATIVE_NAMES, address_of, own_address

from . import addresses, queries
from .directory import Name, read_directory
from .enums import AUTHOR, TOPIC
from .pages import NewsIndexPage

if TYPE_CHECKING:
    from .pages import NewsPage

FEED_LENGTH = 30
FRESH_SECONDS = 300
NOON = time(12)
# What XML cannot hold, and pasted titles do.
ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")


@dataclass(frozen=True)
class Item:
    """A piece of news in a feed; addresses are absolute."""

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    changed: datetime
    topics: list[str]
    authors: list[dict[str, str]]


@dataclass(frozen=True)
class Channel:
    """A feed, whatever its format: `home` is what it is the feed of, `feeds` its addresses by type."""

    language: str
    title: str
    description: str
    home: str
    feeds: dict[str, str]
    items: list[Item] = field(default_factory=list)

    @property
    def changed(self) -> datetime | None:
        return max((item.changed for item in self.items), default=None)


@require_safe
def feed(
    request: HttpRequest, language: str, *, form: str, kind: str = "", slug: str = "", index_id: int = 0
) -> HttpResponse:
    """Answer with a feed, or with 304 to a reader who has it already."""
    if language not in NATIVE_NAMES:
        raise Http404
    with override(language):
        structure_of(request)
        channel = _channel(request, language, kind, slug, index_id)
        body = WRITERS[form](channel)
    response = HttpResponse(body, content_type=f"{form}; charset=utf-8")
    response.headers["ETag"] = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    changed = int(channel.changed.timestamp()) if channel.changed else None
    if changed:
        response.headers["Last-Modified"] = http_date(changed)
    etag = response.headers["ETag"]
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response


def _channel(request: HttpRequest, language: str, kind: str, slug: str, index_id: int) -> Channel:
    if kind:
        return _channel_of_name(request, language, kind, slug)
    if index_id:
        return _channel_of_index(request, language, index_id)
    return _made(
        request,
        language,
        title=gettext("News of the Citizens of the World"),
        home=addresses.index_path(request) or f"/{language}/",
        feeds=addresses.feeds_of_site(language),
    )


def _channel_of_name(request: HttpRequest, language: str, kind: str, slug: str) -> Channel:
    directory = read_directory()
    name = directory.with_slug(kind, slug, language)
    if name is None:
        raise Http404
    return _made(
        request,
        language,
        title=gettext("%(name)s: news of the Citizens of the World") % {"name": name.name},
        home=addresses.path_of(name, addresses.index_path(request)) or f"/{language}/",
        feeds=addresses.feeds_of_name(name, language),
        condition=queries.about(kind, [name.key]),
    )


def _channel_of_index(request: HttpRequest, language: str, index_id: int) -> Channel:
    """Return the feed of an index, named by any of its texts."""
    shown = get_object_or_404(queries.open_indexes(), pk=index_id)
    index: NewsIndexPage = queries.best_text(shown, language)
    return _made(
        request,
        language,
        title=index.title,
        home=address_of(index, language, request),
        feeds=addresses.feeds_of_index(index_id, index.title, language),
        condition=queries.below(index.translation_key),
        is_of_index=True,
    )


def _made(
    request: HttpRequest,
    language: str,
    *,
    title: str,
    home: str,
    feeds: list[Feed],
    condition: Q | None = None,
    is_of_index: bool = False,
) -> Channel:
    news = queries.written_in(language)
    news = news if is_of_index else outside_microsites(news)
    pages = list((news.filter(condition) if condition else news)[:FEED_LENGTH])
    origin = f"{request.scheme}://{request.get_host()}"
    return Channel(
        language=language,
        title=title,
        description=gettext("What the movement does, in %(language)s.") % {"language": language_name(language)},
        home=f"{origin}{home}",
        feeds={item.type: f"{origin}{item.url}" for item in feeds},
        items=_items(pages, language, origin, addresses.index_path(request)),
    )


def _topics(names: list[Name], language: str) -> list[str]:
    return [name.name for name in in_order(names, language=language, name=lambda name: name.name)]


def _items(pages: list[NewsPage], language: str, origin: str, index: str) -> list[Item]:
    ids = [page.pk for page in pages]
    keys = {kind: queries.keys_of(kind, ids) for kind in (TOPIC, AUTHOR)} if ids else {}
    directory = read_directory()
    return [
        Item(
            id=f"urn:uuid:{page.translation_key}:{language}",
            url=f"{origin}{own_address(page)}",
            title=page.title,
            summary=page.summary,
            published=_moment(page),
            changed=page.last_published_at or _moment(page),
            topics=_topics(directory.best_of(TOPIC, keys[TOPIC].get(page.pk, ()), language), language),
            authors=_authors(page, directory.best_of(AUTHOR, keys[AUTHOR].get(page.pk, ()), language), origin, index),
        )
        for page in pages
    ]


def _authors(page: NewsPage, names: list[Name], origin: str, index: str) -> list[dict[str, str]]:
    """Return the authors as JSON Feed has them; without chosen authors the byline names one."""
    if not names:
        return [{"name": page.byline}] if page.byline else []
    urls = [addresses.path_of(name, index) for name in names]
    return [
        {"name": name.name, **({"url": f"{origin}{url}"} if url else {})} for name, url in zip(names, urls, strict=True)
    ]


def _moment(page: NewsPage) -> datetime:
    """Return the page's date as a moment: noon in the site's time zone."""
    return timezone.make_aware(datetime.combine(page.date, NOON), timezone.get_default_timezone())


class NewsRss(Rss201rev2Feed):
    """RSS 2.0 with authors' names as Dublin Core has them: RSS itself knows only mail addresses."""

    content_type = addresses.RSS

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)


def legible(text: str) -> str:
    """Return text that XML can hold: one title must not take the whole feed away."""
    return ILLEGIBLE.sub(" ", text)


def _rss(channel: Channel) -> str:
    written = NewsRss(
        title=legible(channel.title),
        link=channel.home,
        description=channel.description,
        language=channel.language,
        feed_url=channel.feeds[addresses.RSS],
    )
    for item in channel.items:
        written.add_item(
            title=legible(item.title),
            link=item.url,
            description=legible(item.summary),
            unique_id=item.id,
            unique_id_is_permalink=False,
            pubdate=item.published,
            updateddate=item.changed,
            categories=[legible(name) for name in item.topics],
            creators=[legible(author["name"]) for author in item.authors],
        )
    return str(written.writeString("utf-8"))


def _json(channel: Channel) -> str:
    """Return JSON Feed 1.1, whose items must hold a content: the summary, else the title."""
    items = [
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_text": item.summary or item.title,
            "date_published": item.published.isoformat(),
            "date_modified": item.changed.astimezone(UTC).isoformat(timespec="seconds"),
            "authors": item.authors,
            "tags": item.topics,
            "language": channel.language,
        }
        for item in channel.items
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.feeds[addresses.JSON],
        "description": channel.description,
        "language": channel.language,
        "items": [{key: value for key, value in item.items() if value} for item in items],
    }
    return json.dumps(whole, ensure_ascii=False)


WRITERS: dict[str, Callable[[Channel], str]] = {addresses.RSS: _rss, addresses.JSON: _json}
