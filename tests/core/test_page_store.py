"""Stored pages: old as soon as anything is published, and never one of endlessly many addresses."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from cms.core import page_store
from tests.factories.news import make_topic
from tests.factories.pages import make_news, make_news_index, make_page, make_site

pytestmark = pytest.mark.django_db


def version() -> int:
    return int(cache.get(page_store.VERSION_KEY, 0))


def stored(client, address: str) -> bool:
    """Say whether the answer to a stranger is kept: only kept answers have this header."""
    return client.get(address).headers.get("Cache-Control", "").startswith("public, max-age=0")


def test_publication_and_topics_make_stored_pages_old(django_capture_on_commit_callbacks):
    homes = make_site()
    seen = [version()]
    for change in (lambda: make_page(homes["fr"], "Histoire"), lambda: make_topic("Paix")):
        with django_capture_on_commit_callbacks(execute=True):
            change()
        seen.append(version())

    assert seen[0] < seen[1] < seen[2]


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [
        ("", True),
        ("?year=2026", True),
        ("?topic=paix", True),
        ("?page=1", True),
        ("?topic=inconnu", False),
        ("?year=20266", False),
        ("?page=99", False),
        ("?page=x", False),
        ("?other=1", False),
    ],
)
def test_list_is_kept_for_what_it_understands(client, query, is_kept):
    index = make_news_index(make_site()["fr"], "Nouvelles", slug="nouvelles")
    make_news(index, "Une", topics=[make_topic("Paix")])

    assert stored(client, f"/fr/nouvelles/{query}") is is_kept


def test_page_that_reads_no_parameter_is_kept_without_only(client):
    make_page(make_site()["fr"], "Histoire")

    assert stored(client, "/fr/histoire/")
    assert not stored(client, "/fr/histoire/?topic=paix")
