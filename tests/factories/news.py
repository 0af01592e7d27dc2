"""Topics, authors and news that have them."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail.models import Locale, Page

from news.models import Author, Authorship, NewsPage, Topic
from tests.factories.pages import make_news


def make_topic(name: str, *, language: str = "fr", **fields: Any) -> Topic:
    return Topic.objects.create(locale=_locale(language), **{"name": name, "slug": name.lower(), **fields})


def make_author(name: str, *, language: str = "fr", **fields: Any) -> Author:
    slug = name.lower().replace(" ", "-")
    return Author.objects.create(locale=_locale(language), **{"name": name, "slug": slug, **fields})


def translate_named(item: Any, language: str, name: str, *, slug: str = "", **fields: Any) -> Any:
    """Return the topic or author in another language."""
    copy = item.copy_for_translation(_locale(language))
    for key, value in {"name": name, "slug": slug or name.lower().replace(" ", "-"), **fields}.items():
        setattr(copy, key, value)
    copy.save()
    return copy


def make_written_news(
    index: Page, title: str, *, topics: Any = (), authors: Any = (), day: date = date(2026, 5, 1), **fields: Any
) -> NewsPage:
    """Return a live piece of news with topics, and with authors in the given order."""
    rows = [Authorship(author=author, sort_order=place) for place, author in enumerate(authors)]
    return make_news(index, title, date=day, topics=list(topics), authorships=rows, **fields)


def _locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)
