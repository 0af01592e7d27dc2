"""The database's engine: ranking, beginnings, filters; run once for each database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from search import queries, services
from search.engines.base import Query, distance, mark_token
from search.registry import Document
from tests.factories.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(homes):
    """Return a function that stores a document of a live page, in an index that holds nothing else."""
    services.engine().remove([home.pk for home in homes.values()])

    def store(title: str, *, language: str = "fr", **fields) -> int:
        page = make_page(homes[language], title)
        services.engine().index([Document(page.pk, language, "page", title, **fields)])
        return page.pk

    return store


def found(words: str, language: str = "fr", **asked) -> list[str]:
    return [row.title for row in services.engine().search(Query(words, language, **asked)).rows]


def test_engine_is_the_databases():
    assert (
        type(services.engine()).__name__
        == {"sqlite": "SQLiteEngine", "postgresql": "PostgresEngine"}[connection.vendor]
    )


def test_all_words_are_wanted(put):
    put("A", body="la paix et le pain")
    put("B", body="la paix")

    assert found("paix pain") == ["A"]
    assert sorted(found("paix")) == ["A", "B"]


def test_title_weighs_more_than_summary_and_that_more_than_text(put):
    filler = "beaucoup de mots autour " * 5
    put("Texte", body=f"paix {filler}", summary=filler)
    put("Abstract", body=filler, summary=f"paix {filler}")
    put("La paix", body=filler, summary=filler)

    assert found("paix") == ["La paix", "Abstract", "Texte"]


def test_of_equals_the_newest_comes_first(put):
    today = timezone.localdate()
    for title, day in (("Vieux", today - timedelta(3000)), ("Neuf", today), ("Moyen", today - timedelta(300))):
        put(title, body="paix", date=day)

    assert found("paix") == ["Neuf", "Moyen", "Vieux"]


def test_better_match_beats_a_newer_page(put):
    put("Neuf", body="paix " + "autre " * 40, date=timezone.localdate())
    put("Paix", body="paix paix " + "autre " * 40, date=date(2000, 1, 1))

    assert found("paix") == ["Paix", "Neuf"]


def test_last_word_is_a_beginning_even_longer_than_its_stem(put):
    put("A", body="la citoyenneté mondiale")
    put("B", body="les chevaux")

    assert found("mondiale citoyenn") == ["A"]
    assert found("cit") == ["A"]
    assert found("chevau") == ["B"]
    assert found("cit mondiale") == []


def test_beginnings_are_found_in_arabic_and_esperanto(put):
    put("A", language="ar", body="المواطنون في العالم")
    put("E", language="eo", body="La ĉevaloj de la mondo")

    assert found("المواط", "ar") == ["A"]
    assert found("cxeval", "eo") == ["E"]
    assert found("ĉevaloj", "eo") == ["E"]
    assert found("chevalo", "eo") == ["E"]


def test_chinese_is_found_inside_a_run(put):
    put("Z", body="世界公民 de Paris")

    assert found("公民") == ["Z"]
    assert found("民") == ["Z"]
    assert found("公界") == []


def test_languages_stay_apart(put):
    put("F", body="radio nation")
    put("E", language="en", body="radio nation")

    assert (found("nation", "fr"), found("nation", "en"), found("nation", "eo")) == (["F"], ["E"], [])
    assert services.engine().count_by_language("nation", ["fr", "en", "eo"]) == {"fr": 1, "en": 1}


def test_filters_take_any_value_of_a_facet_and_all_facets(put):
    put("A", body="paix", facets={"topic": ("climate",), "year": ("2024",)})
    put("B", body="paix", facets={"topic": ("climate", "été & hiver"), "year": ("2025",)})
    put("C", body="paix", facets={"topic": ("other",), "year": ("2025",)})

    assert sorted(found("paix", filters={"topic": ("climate", "other")})) == ["A", "B", "C"]
    assert found("paix", filters={"topic": ("climate",), "year": ("2025",)}) == ["B"]
    assert found("paix", filters={"topic": ("été & hiver",)}) == ["B"]
    assert found("paix", filters={"topic": ("clim",)}) == []


def test_facet_values_are_no_words(put):
    put("A", body="paix", facets={"topic": ("climate",)})

    assert found("climate") == found("topic") == found("topic=climate") == []


def test_counts_of_one_scan_are_those_of_their_own(put):
    put("A", body="paix", facets={"year": ("2024",)})
    put("B", body="paix", facets={"year": ("2024",)})
    put("C", body="paix", facets={"year": ("2025",)})

    both = services.engine().search(Query("paix", "fr", size=1), with_counts=True)

    assert (len(both.rows), both.total) == (1, 3)
    assert (
        both.counts
        == services.engine().facets(Query("paix", "fr"))
        == {'{"year": ["2024"]}': 2, '{"year": ["2025"]}': 1}
    )


def test_order_of_equals_is_the_same_on_every_page(put):
    for number in range(7):
        put(f"P{number}", body="paix")

    pages = [found("paix", page=page, size=3) for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({title for page in pages for title in page}) == 7
    assert services.engine().search(Query("paix", "fr", page=9, size=3)) == ([], 7, {})


def test_very_long_text_is_found_to_its_end(put):
    put("Long", body=" ".join(f"mot{number}" for number in range(40_000)) + " aiguille")

    assert found("aiguille") == ["Long"]


def test_same_document_twice_in_one_batch_counts_once(homes):
    page = make_page(homes["fr"], "Lumière")
    document = Document(page.pk, "fr", "page", "Lumière")

    services.engine().index([document, document])

    assert found("lumiere") == ["Lumière"]


def test_page_id_of_a_page_that_is_gone_is_forgotten_without_complaint(homes):
    services.remove_page(page_id=Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1000)


def test_near_words_come_from_the_language(put):
    put("A", body="assemblée peuples")
    put("B", language="en", body="assembly")

    assert services.engine().words_like("asemblee", "fr") == [("assemblee", "assemblée")]
    assert queries.proposals("asemblee", "fr", services.engine()) == ["assemblée"]
    assert queries.proposals("asemblee pueples", "fr", services.engine()) == ["assemblée peuples"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("paix", "paix", 0),
        ("paix", "pax", 1),
        ("paix", "piax", 1),
        ("", "abc", 3),
        ("peuple", "pueple", 1),
        ("a", "b", 1),
    ],
)
def test_distance_counts_typing_errors(one, other, expected):
    assert distance(one, other) == distance(other, one) == expected


def test_mark_tokens_of_strange_values_differ():
    assert len({mark_token("topic", value) for value in ("é", "è", "a b", "a'b", "x" * 500)}) == 5
    assert mark_token("topic", "Climate-2") == "topic=climate-2"
