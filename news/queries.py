"""Named reads of news, each in the visitor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from cms.core.cards import load_pictures
from cms.core.structure import Structure, open_to_all
from cms.core.translations import address_of, in_language, preference

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .pages import NewsIndexPage, NewsPage

TOPIC_LABELS = "news:topic-labels:{}"


def feed_address(language: str) -> str:
    """Return the address of the feed of news in `language`."""
    return reverse("news_feed", args=[language])


def latest(*, language: str | None = None) -> QuerySet[NewsPage]:
    """Return the live public news of the site, one text of each, latest first."""
    from .pages import NewsPage  # noqa: PLC0415 -- pages import queries

    code = language or get_language() or settings.LANGUAGE_CODE
    return in_language(open_to_all(NewsPage.objects.live()), code).order_by("-date", "-pk")


def news_below(index: NewsIndexPage) -> QuerySet[NewsPage]:
    """Return the news below an index or its translations, latest first."""
    condition = Q(pk__in=[])
    for parent in Page.objects.filter(translation_key=index.translation_key).only("path"):
        condition |= Q(path__startswith=parent.path)
    return latest().filter(condition)


def related_news(page: NewsPage, *, count: int = 3) -> list[NewsPage]:
    """Return the latest other news."""
    return load_pictures(list(latest().exclude(translation_key=page.translation_key)[:count]))


def topic_names(page: NewsPage) -> list[str]:
    """Return the names of the page's topics in the visitor's language, else in their own."""
    language = get_language() or settings.LANGUAGE_CODE
    keys = (str(topic.translation_key) for topic in page.topics.all())
    return sorted(filter(None, (topic_label(key, language) for key in keys)))


def news_index_of(language: str) -> NewsIndexPage | None:
    """Return the first news index in `language`."""
    from .pages import NewsIndexPage  # noqa: PLC0415 -- pages import queries

    return in_language(open_to_all(NewsIndexPage.objects.live()), language).order_by("path").first()


def topic_label(key: str, language: str) -> str:
    """Return the name of the topic with that translation key for a visitor of `language`, "" when there is none."""
    labels = cache.get(TOPIC_LABELS.format(language))
    if labels is None:
        labels = topic_labels(language)
        cache.set(TOPIC_LABELS.format(language), labels, 600)
    return str(labels.get(key, ""))


def topic_labels(language: str) -> dict[str, str]:
    """Return the names of all topics by translation key, in `language` or the next that has one. One query."""
    from .models import Topic  # noqa: PLC0415 -- pages import queries

    order = preference(language)
    found: dict[str, str] = {}
    topics = Topic.objects.select_related("locale")
    for topic in sorted(topics, key=lambda item: order.index(item.locale.language_code)):
        found.setdefault(str(topic.translation_key), topic.name)
    return found


def index_address(request: HttpRequest, structure: Structure) -> str:
    """Return where a visitor of the structure's language reads all news: a part of the structure."""
    index = news_index_of(structure.language)
    return address_of(index, structure.language, request) if index else ""
