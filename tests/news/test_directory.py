"""Names of topics and authors: one read for all of them, forgotten when one changes."""

from __future__ import annotations

import pytest

from cms.core import page_store
from news.directory import read_directory
from news.enums import AUTHOR, TOPIC
from tests.factories.news import make_topic, translate_named


def test_best_name_is_the_visitors_else_the_sources(ground):
    directory = read_directory()
    key = str(ground.peace.translation_key)

    assert [directory.best(TOPIC, key, code).name for code in ("eo", "fr", "ar")] == ["Paco", "Paix", "Paix"]
    assert directory.best(TOPIC, "unknown", "fr") is None
    assert directory.languages_of(TOPIC, key) == {"fr", "eo"}


def test_a_slug_of_any_language_leads_to_the_visitors_name(ground):
    directory = read_directory()

    assert directory.with_slug(TOPIC, "paix", "eo").name == "Paco"
    assert directory.with_slug(TOPIC, "paco", "fr").name == "Paix"
    assert directory.with_slug(AUTHOR, "paix", "fr") is None


def test_names_are_listed_once_in_alphabetical_order(ground):
    assert [name.name for name in read_directory().all(TOPIC, "eo")] == ["Climat", "Paco"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_directory_asks_two_questions_once(db, django_assert_num_queries, number):
    for place in range(number):
        make_topic(f"Sujet {place}", slug=f"sujet-{place}")

    with django_assert_num_queries(2):
        assert len(read_directory().all(TOPIC, "fr")) == number
    with django_assert_num_queries(0):
        read_directory()


def test_a_change_is_seen_at_once(ground, django_capture_on_commit_callbacks):
    read_directory()
    with django_capture_on_commit_callbacks(execute=True):
        translate_named(ground.climate, "eo", "Klimato")

    assert [name.name for name in read_directory().all(TOPIC, "eo")] == ["Klimato", "Paco"]


def test_the_directory_is_of_a_version_of_the_site(ground):
    read_directory()
    ground.climate.name = "Le climat"
    ground.climate.save()
    page_store.forget()

    assert "Le climat" in [name.name for name in read_directory().all(TOPIC, "fr")]
