"""What was not found is counted without knowing who asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search import missed, queries
from search.models import MissedWords
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db


def ask(text: str, *visitors: str, language: str = "fr") -> None:
    for visitor in visitors:
        missed.note(text=text, language=language, visitor=visitor)


def kept() -> list[tuple[str, str, int]]:
    return list(MissedWords.objects.order_by("words").values_list("language", "words", "count"))


def test_words_are_written_down_once_three_visits_asked():
    ask("Visa", "a", "b")
    assert kept() == []

    ask("visa !", "c")
    assert kept() == [("fr", "visa", 3)]

    ask("VISA", "d")
    assert kept() == [("fr", "visa", 4)]


def test_one_visitor_who_asks_again_counts_once_an_hour():
    with time_machine.travel("2026-05-04 12:00Z", tick=False) as clock:
        ask("visa", "a", "a", "a", "a")
        assert kept() == []
        for _hour in range(2):
            clock.shift(timedelta(hours=1, seconds=1))
            ask("visa", "a")

    assert kept() == [("fr", "visa", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "ana@mondcivitan.example",
        "www.mondcivitan.example",
        "mondcivitan.example",
        "https://x",
        "06 12 34 56 78",
        "carte 160123",
        "un deux trois quatre cinq six",
        "a" * 61,
        "…",
        "",
    ],
)
def test_what_may_be_somebodys_data_is_never_written(text):
    ask(text, "a", "b", "c", "d")

    assert kept() == []


def test_languages_and_days_are_counted_apart():
    with time_machine.travel("2026-05-04 12:00Z", tick=False) as clock:
        ask("visa", "a", "b", "c")
        ask("visa", "a", "b", "c", language="en")
        clock.shift(timedelta(days=1))
        ask("visa", "d")

        assert kept() == [("fr", "visa", 3), ("en", "visa", 3), ("fr", "visa", 1)]
        assert [(row["words"], row["total"]) for row in queries.missed_words(["fr"])] == [("visa", 4)]


def test_a_day_has_room_for_so_many_words_only(monkeypatch):
    monkeypatch.setattr(missed, "MAX_ROWS_PER_DAY", 1)

    ask("visa", "a", "b", "c")
    ask("passeport", "a", "b", "c")

    assert kept() == [("fr", "visa", 3)]


def test_old_words_are_forgotten():
    MissedWords.objects.create(day=timezone.localdate() - timedelta(days=181), language="fr", words="visa")
    MissedWords.objects.create(day=timezone.localdate(), language="fr", words="karto")

    assert missed.forget_old() == 1
    assert [words for _language, words, _count in kept()] == ["karto"]


def test_searching_counts_what_is_not_found_and_nothing_else(client, django_capture_on_commit_callbacks):
    from search import services

    homes = make_site()
    make_page(homes["fr"], "Lumière")
    services.rebuild()
    for visitor in range(3):
        for words in ("lumière", "zzyzx"):
            client.get("/fr/search/", {"q": words}, REMOTE_ADDR=f"203.0.113.{visitor}")

    assert kept() == [("fr", "zzyzx", 3)]


def test_the_first_askings_write_nothing(client):
    make_site()
    client.get("/fr/search/", {"q": "zzyzx"}, REMOTE_ADDR="203.0.113.1")

    with CaptureQueriesContext(connection) as asked:
        client.get("/fr/search/", {"q": "zzyzx"}, REMOTE_ADDR="203.0.113.2")

    assert not [query for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]
