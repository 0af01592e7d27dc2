"""What search keeps of news, and the facets of topics and authors."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from search.extract import document_of, plain
from search.registry import Document, Facet, Kind, register_facet, register_kind

from . import queries
from .pages import NewsPage


def news_document(page: NewsPage) -> Document:
    """Return the document of a piece of news; whoever wrote it is found by name."""
    document = document_of(page, kind="news", day=page.date)
    language = page.locale.language_code
    writers = [page.byline, *(queries.author_label(key, language) for key in author_values(page))]
    return replace(document, body=plain("\n".join([document.body, *filter(None, writers)])))


def topic_values(page: object) -> list[str]:
    """Return the topics' translation keys, which no language changes."""
    return [str(topic.translation_key) for topic in page.topics.all()] if isinstance(page, NewsPage) else []


def author_values(page: object) -> list[str]:
    """Return the authors' translation keys."""
    if not isinstance(page, NewsPage):
        return []
    return [str(row.author.translation_key) for row in page.authorships.select_related("author")]


register_kind(Kind("news", _("News"), NewsPage, news_document))
register_facet(Facet("topic", _("Topic"), topic_values, queries.topic_label))
register_facet(Facet("author", _("Author"), author_values, queries.author_label))
