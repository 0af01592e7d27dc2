"""Named reads of news, each in the visitor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from cms.core.cards import load_pictures
from cms.core.translations import in_language, preference

if TYPE_CHECKING:
    from .pages import NewsIndexPage, NewsPage


def feed_address(language: str) -> str:
    """Return the address of the feed of news in `language`."""
    return reverse("news_feed", args=[language])


def latest(*, language: str | None = None) -> QuerySet[NewsPage]:
    """Return the live public news of the site, one text of each, latest first."""
    from .pages import NewsPage

    code = language or get_language() or settings.LANGUAGE_CODE
    return in_language(NewsPage.objects.live().public(), code).order_by("-date", "-pk")


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
    """Return the names of the page's topics in the visitor's language, else in their own. One query."""
    from .models import Topic

    if not page.pk:
        return [topic.name for topic in page.topics.all()]
    order = preference(get_language() or settings.LANGUAGE_CODE)
    keys = page.topics.through.objects.filter(newspage_id=page.pk).values("topic__translation_key")
    found: dict[Any, Topic] = {}
    topics = Topic.objects.filter(translation_key__in=keys).select_related("locale")
    for topic in sorted(topics, key=lambda item: order.index(item.locale.language_code)):
        found.setdefault(topic.translation_key, topic)
    return sorted(topic.name for topic in found.values())


def news_index_of(language: str) -> NewsIndexPage | None:
    """Return the first news index in `language`."""
    from .pages import NewsIndexPage

    return in_language(NewsIndexPage.objects.live().public(), language).order_by("path").first()
