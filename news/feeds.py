"""RSS of the news of one language."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext, override

from cms.core.frame import language_name
from cms.core.translations import NATIVE_NAMES, own_address, own_texts

from . import queries

if TYPE_CHECKING:
    from .pages import NewsPage

FEED_LENGTH = 30


class NewsFeed(Feed):
    """News written in or translated to one language; other languages' texts have their own feed."""

    feed_type = Rss201rev2Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["language"] not in NATIVE_NAMES:
            raise Http404
        with override(kwargs["language"]):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, language: str) -> str:
        return language

    def title(self, language: str) -> str:
        return gettext("News of the Citizens of the World")

    def description(self, language: str) -> str:
        return gettext("What the movement does, in %(language)s.") % {"language": language_name(language)}

    def link(self, language: str) -> str:
        index = queries.news_index_of(language)
        return own_address(index) if index else f"/{language}/"

    def feed_url(self, language: str) -> str:
        return queries.feed_address(language)

    def items(self, language: str) -> list[NewsPage]:
        news = own_texts(queries.latest(language=language)).filter(locale__language_code=language)
        return list(news[:FEED_LENGTH])

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.summary

    def item_link(self, item: NewsPage) -> str:
        return own_address(item)

    def item_pubdate(self, item: NewsPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.date, time(12)), timezone.get_default_timezone())

    def item_guid(self, item: NewsPage) -> str:
        return f"urn:uuid:{item.translation_key}:{item.locale.language_code}"

    item_guid_is_permalink = False
