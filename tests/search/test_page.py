"""The results page and the suggestions, as a visitor meets them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from wagtail.models import Locale

from news.models import Topic
from tests.factories.pages import make_news, make_news_index, make_page, text_block, translate_page

pytestmark = pytest.mark.django_db

# SQLite looks up beginnings of words in statements of their own, PostgreSQL in the search itself; one asks what editors
# recommend.
QUERIES = {"sqlite": 5, "postgresql": 3}


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [" ".join(item.get_text().split()) for item in page.select(".search-result__title")]


def test_page_without_words_shows_the_form_and_no_result(client, homes, index):
    index()

    shown = soup(client.get("/fr/search/"))

    assert shown.select_one("form[role=search] input[name=q]")["value"] == ""
    assert shown.select(".search-result") == []
    assert shown.select_one(".search-count") is None


def test_words_are_found_without_accents_in_other_forms_and_marked(client, homes, index):
    make_page(
        homes["fr"], "Élections", slug="elections", body=[text_block("<p>Chaque assemblée élit ses délégués.</p>")]
    )
    make_page(homes["fr"], "Histoire", body=[text_block("<p>Rien de cela.</p>")])
    index()

    shown = soup(client.get("/fr/search/", {"q": "assemblees delegue"}))

    assert titles(shown) == ["Élections"]
    assert [mark.get_text() for mark in shown.select("mark")] == ["assemblée", "délégués"]
    assert shown.select_one(".search-result__title a")["href"] == "/fr/elections/"


def test_found_text_is_escaped(client, homes, index):
    make_page(homes["fr"], "<script>alert(1)</script> & paix", slug="x", summary="<b>paix</b> & <img src=x>")
    index()

    response = client.get("/fr/search/", {"q": "paix"})

    assert "<script>alert(1)" not in response.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>paix</mark>" in response.content.decode()
    assert "&lt;b&gt;<mark>paix</mark>&lt;/b&gt; &amp; &lt;img src=x&gt;" in response.content.decode()


def test_visitors_words_are_escaped(client, homes, index):
    index()

    text = client.get("/fr/search/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in text


def test_only_the_visitors_language_is_shown_and_others_are_counted(client, homes, index):
    page = make_page(homes["fr"], "Congrès", slug="congres", summary="lumo")
    make_page(homes["fr"], "Second congrès", slug="second", summary="lumo")
    translate_page(page, "eo", "Kongreso", slug="kongreso", summary="lumo")
    index()

    shown = soup(client.get("/eo/search/", {"q": "lumo"}))

    assert titles(shown) == ["Kongreso"]
    link = shown.select_one(".search-elsewhere a")
    assert (link["hreflang"], link["href"]) == ("fr", "/fr/search/?q=lumo")
    assert link.get_text().endswith(": 2")


def test_nothing_here_but_elsewhere_is_said(client, homes, index):
    make_page(homes["fr"], "Horlogerie", slug="horlogerie")
    index()

    shown = soup(client.get("/en/search/", {"q": "horlogerie"}))

    assert titles(shown) == []
    assert shown.select_one(".search-elsewhere a")["href"] == "/fr/search/?q=horlogerie"


def news_with_topics(homes):
    news = make_news_index(homes["fr"])
    topics = [
        Topic.objects.create(name=name, slug=name.lower(), locale=Locale.objects.get(language_code="fr"))
        for name in ("Climat", "Paix")
    ]
    for number, (day, topic) in enumerate([(date(2024, 5, 1), 0), (date(2025, 5, 1), 0), (date(2025, 6, 1), 1)]):
        make_news(news, f"Lumière {number}", date=day, topics=[topics[topic]])
    make_page(homes["fr"], "Lumière du jour", slug="lumiere")
    return topics


def choices(shown: BeautifulSoup) -> dict[str, list[str]]:
    return {
        group.legend.get_text(strip=True): [" ".join(item.get_text().split()) for item in group.select("label")]
        for group in shown.select(".search-filters fieldset")
    }


def test_facets_count_kinds_topics_and_years(client, homes, index):
    news_with_topics(homes)
    index()

    shown = soup(client.get("/fr/search/", {"q": "lumiere"}))

    assert len(titles(shown)) == 4
    counted = sorted(value for group in choices(shown).values() for value in group)
    assert [value for value in counted if value[:2] == "20"] == ["2024 (1)", "2025 (2)"]
    assert {"Climat (2)", "Paix (1)"} <= set(counted)
    assert sorted(value[-3:] for group in choices(shown).values() for value in group if "(3)" in value) == ["(3)"]


def test_chosen_facets_narrow_together_and_keep_the_others_countable(client, homes, index):
    climate, _peace = news_with_topics(homes)
    index()

    shown = soup(client.get("/fr/search/", {"q": "lumiere", "topic": str(climate.translation_key), "year": "2025"}))

    assert titles(shown) == ["Lumière 1"]
    checked = [box["value"] for box in shown.select("input[type=checkbox][checked]")]
    assert checked == [str(climate.translation_key), "2025"]
    years = [text for group in choices(shown).values() for text in group if text.startswith("20")]
    assert years == ["2025 (1)", "2024 (1)"]


def test_two_values_of_a_facet_widen_it(client, homes, index):
    news_with_topics(homes)
    index()

    shown = soup(client.get("/fr/search/", {"q": "lumiere", "year": ["2024", "2025"]}))

    assert len(titles(shown)) == 3


def test_choice_without_result_leads_back_to_all(client, homes, index):
    news_with_topics(homes)
    index()

    shown = soup(client.get("/fr/search/", {"q": "lumiere", "year": "1789"}))

    assert titles(shown) == []
    assert shown.select_one(".search-count a")["href"] == "?q=lumiere"


def test_pages_hold_twenty_and_the_last_answers_for_those_beyond(client, homes, index):
    for number in range(23):
        make_page(homes["fr"], f"Lumière {number}", slug=f"lumiere-{number}")
    index()

    first = soup(client.get("/fr/search/", {"q": "lumiere"}))
    second = soup(client.get("/fr/search/", {"q": "lumiere", "page": "2"}))
    beyond = soup(client.get("/fr/search/", {"q": "lumiere", "page": "99"}))

    assert (len(titles(first)), len(titles(second))) == (20, 3)
    assert titles(beyond) == titles(second)
    assert len({*titles(first), *titles(second)}) == 23
    assert second.select_one(".search-results")["start"] == "21"


def test_typing_error_brings_proposals_that_find_something(client, homes, index):
    make_page(homes["fr"], "Assemblée des peuples", slug="assemblee")
    index()

    shown = soup(client.get("/fr/search/", {"q": "asemblée"}))

    assert [(link.get_text(), link["href"]) for link in shown.select(".search-proposals a")] == [
        ("assemblée", "?q=assembl%C3%A9e")
    ]


def test_proposals_never_come_from_a_page_that_went_private(client, homes, index):
    page = make_page(homes["fr"], "Xylophone", slug="x")
    index()
    page.unpublish()

    shown = soup(client.get("/fr/search/", {"q": "xylophome"}))

    assert "ylophone" not in shown.get_text()


def test_those_who_find_nothing_are_shown_pages_of_the_menu(client, homes, index):
    make_page(homes["fr"], "S’enregistrer", slug="enregistrer", show_in_menus=True)
    index()

    shown = soup(client.get("/fr/search/", {"q": "zzzzzz"}))

    assert [link["href"] for link in shown.select(".search-useful a")] == ["/fr/enregistrer/"]


def test_results_are_not_for_robots(client, homes, index):
    index()
    response = client.get("/fr/search/", {"q": "paix"})

    assert response["X-Robots-Tag"] == "noindex, follow"
    assert soup(response).select_one("meta[name=robots]")["content"] == "noindex, follow"
    assert "paix" in soup(response).title.get_text()


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow_with_results(client, homes, index, django_assert_num_queries, count):
    news = make_news_index(homes["fr"])
    for number in range(count):
        make_news(news, f"Lumière {number}", date=date(2024, 1, 1 + number))
    index()
    client.get("/fr/search/", {"q": "lumiere"})

    with django_assert_num_queries(QUERIES[connection.vendor]):
        response = client.get("/fr/search/", {"q": "lumiere"})

    assert len(titles(soup(response))) == count


def test_suggestions_begin_like_the_words_in_the_language_asked_for(client, homes, index):
    make_page(homes["fr"], "Assemblée des peuples", slug="assemblee")
    make_page(homes["en"], "Assembly of the peoples", slug="assembly")
    make_page(homes["fr"], "Histoire", summary="L’assemblée fondatrice")
    index()

    response = client.get("/search/suggest/", {"q": "assem", "lang": "fr"})

    assert [(item["title"], item["url"]) for item in json.loads(response.content)] == [
        ("Assemblée des peuples", "/fr/assemblee/")
    ]
    assert set(json.loads(response.content)[0]) == {"title", "url", "kind"}
    assert response["X-Robots-Tag"] == "noindex, follow"


def test_suggestions_are_eight_at_most(client, homes, index):
    for number in range(10):
        make_page(homes["fr"], f"Lumière {number}", slug=f"lumiere-{number}")
    index()

    assert len(client.get("/search/suggest/", {"q": "lum", "lang": "fr"}).json()) == 8


@pytest.mark.parametrize("address", ["/fr/search/?q=paix", "/search/suggest/?q=paix&lang=fr"])
def test_too_many_searches_are_refused(client, homes, index, settings, address):
    settings.SEARCH_RATE = "2/m/ip"

    answers = [client.get(address).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


@pytest.mark.parametrize("address", ["/fr/search/", "/search/suggest/"])
def test_search_only_reads(client, homes, address):
    assert client.post(address).status_code == 405
