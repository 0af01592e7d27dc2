"""What search keeps of news, and the facet of topics."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from search.extract import document_of
from search.registry import Document, Facet, Kind, register_facet, register_kind

from . import queries
from .pages import NewsPage


def news_document(page: NewsPage) -> Document:
    return document_of(page, kind="news", day=page.date)


def topic_values(page: object) -> list[str]:
    """Return the topics' translation keys, which no language changes."""
    return [str(topic.translation_key) for topic in page.topics.all()] if isinstance(page, NewsPage) else []


register_kind(Kind("news", _("News"), NewsPage, news_document))
register_facet(Facet("topic", _("Topic"), topic_values, queries.topic_label))
