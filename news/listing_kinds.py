"""News in listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Lower
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from centres.pages import CentreIndexPage
from cms.core.listings import NEWEST, OLDEST, TITLE, ListingKind, Query, register_listing_kind
from cms.core.translations import address_of, in_language

from . import addresses, queries
from .directory import read_directory
from .enums import AUTHOR, TOPIC

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from .pages import NewsPage

ORDERS = {NEWEST: ("-date", "-pk"), OLDEST: ("date", "pk"), TITLE: (Lower("title"), "pk")}


def find(query: Query) -> list[NewsPage]:
    """Return the news that fit. One query, one more for a place."""
    news = (queries.everywhere if query.below else queries.latest)(language=query.language)
    return _narrowed(news, query)


def find_of_centres(query: Query) -> list[NewsPage]:
    """Return the posts of the centres that fit. One query, one more for a place."""
    return _narrowed(queries.of_centres(language=query.language), query)


def _narrowed(news: QuerySet[NewsPage], query: Query) -> list[NewsPage]:
    if query.topics:
        news = news.filter(queries.about(TOPIC, query.topics))
    if query.author:
        news = news.filter(queries.about(AUTHOR, [query.author]))
    if query.since:
        news = news.filter(date__gte=query.since)
    if query.until:
        news = news.filter(date__lte=query.until)
    if query.below:
        news = news.filter(queries.below(Page.objects.filter(pk=query.below).values("translation_key")[:1]))
    if query.without:
        news = news.exclude(translation_key=query.without)
    return list(news.order_by(*ORDERS.get(query.order, ORDERS[NEWEST]))[: query.count])


def more_address(query: Query, request: HttpRequest | None) -> str:
    """Return the page of the topic or author that is listed, else all news, narrowed as far as its filters go."""
    index = addresses.index_path(request)
    directory = read_directory()
    topic = directory.best(TOPIC, query.topics[0], query.language) if len(query.topics) == 1 else None
    author = directory.best(AUTHOR, query.author, query.language)
    first = topic or author
    if not index or not first:
        return index
    path = addresses.path_of(first, index)
    return f"{path}?{urlencode({AUTHOR: author.slug})}" if topic and author else path


def directory_address(query: Query, request: HttpRequest | None) -> str:
    """Return the directory of centres: each leads to its own posts."""
    page = in_language(CentreIndexPage.objects.live(), query.language).first()
    return address_of(page, query.language, request) if page else ""


register_listing_kind(ListingKind("news", _("News"), find, more_address, has_topics=True, order=10))
register_listing_kind(
    ListingKind("centre_news", _("Posts of the centres"), find_of_centres, directory_address, has_topics=True, order=12)
)
