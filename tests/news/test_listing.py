"""Visitors narrow lists of news by topic, author and year; without JavaScript, in every language."""

from __future__ import annotations

import pytest

from tests.factories.news import make_topic, make_written_news
from tests.factories.pages import make_news_index, translate_page
from tests.news.conftest import soup, titles


def options(shown, key: str) -> dict[str, str]:
    return {item["value"]: item.get_text(strip=True) for item in shown.select(f"select[name={key}] option")}


def chosen(shown) -> list[tuple[str, str]]:
    return [(" ".join(item.get_text(" ").split()), item["href"]) for item in shown.select(".filters__now .tag")]


def test_list_offers_its_filters_with_counts(client, told):
    shown = soup(client.get("/fr/nouvelles/"))

    assert titles(shown) == ["Trois", "Deux", "Une"]
    assert options(shown, "topic") == {"": options(shown, "topic")[""], "climat": "Climat (2)", "paix": "Paix (2)"}
    assert list(options(shown, "author").values())[1:] == ["Ana Brume (2)", "Le Bureau (2)"]
    assert list(options(shown, "year").values())[1:] == ["2026 (2)", "2025 (1)"]
    assert not shown.select(".filters__now")
    assert not shown.select_one(".filters__box").has_attr("open")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"topic": "paix"}, ["Deux", "Une"]),
        ({"topic": "paco"}, ["Deux", "Une"]),
        ({"author": "le-bureau"}, ["Trois", "Deux"]),
        ({"year": "2025"}, ["Une"]),
        ({"topic": "paix", "author": "le-bureau"}, ["Deux"]),
        ({"topic": "climat", "year": "2025"}, []),
        ({"topic": "paix", "author": "", "year": ""}, ["Deux", "Une"]),
        ({"topic": "nothing", "year": "20x6"}, ["Trois", "Deux", "Une"]),
        ({"topic": "'; --", "page": "-1"}, ["Trois", "Deux", "Une"]),
        ({"year": "٢٠٢٥"}, ["Trois", "Deux", "Une"]),
        ({"year": "9999"}, ["Trois", "Deux", "Une"]),
    ],
)
def test_choices_narrow_together_and_unknown_ones_are_left_out(client, told, query, expected):
    assert titles(soup(client.get("/fr/nouvelles/", query))) == expected


def test_a_choice_is_said_and_can_be_taken_away(client, told):
    shown = soup(client.get("/fr/nouvelles/", {"topic": "paix", "year": "2026"}))

    words = chosen(shown)
    assert [text.rpartition(": ")[2] for text, _url in words] == ["Paix", "2026"]
    assert [url for _text, url in words] == ["/fr/nouvelles/?year=2026", "/fr/nouvelles/?topic=paix"]
    assert shown.select_one("select[name=topic] option[selected]")["value"] == "paix"
    assert shown.select_one(".filters__box").has_attr("open")
    assert "1" in shown.select_one(".filters__now [role=status]").get_text()


def test_a_choice_without_news_leads_back_to_all(client, told):
    shown = soup(client.get("/fr/nouvelles/", {"topic": "climat", "year": "2025"}))

    assert shown.select_one(".empty a")["href"] == "/fr/nouvelles/"
    assert len(chosen(shown)) == 2


def test_narrowed_list_is_not_for_machines_and_keeps_its_choice_in_every_language(client, told):
    shown = soup(client.get("/fr/nouvelles/", {"topic": "paix"}))
    links = {link["hreflang"]: link["href"] for link in shown.select("a.menu__link[hreflang]")}

    assert shown.select_one("meta[name=robots]")["content"].startswith("noindex")
    assert shown.select_one("link[rel=canonical]")["href"] == "http://testserver/fr/nouvelles/"
    assert not shown.select("link[rel=alternate][hreflang]")
    assert links["eo"] == "/eo/novajhoj/?topic=paco"
    assert links["de"] == "/de/nouvelles/?topic=paix"
    assert titles(soup(client.get(links["eo"]))) == ["Deux", "Unu"]


def test_parts_of_a_long_list_have_addresses_of_their_own(client, told):
    for number in range(11):
        make_written_news(told.index, f"Plus {number}")

    shown = soup(client.get("/fr/nouvelles/?page=2"))

    assert len(titles(shown)) == 2
    assert shown.select_one("link[rel=canonical]")["href"] == "http://testserver/fr/nouvelles/?page=2"
    alternates = {link["hreflang"]: link["href"] for link in shown.select("link[rel=alternate][hreflang]")}
    assert alternates["eo"] == "http://testserver/eo/novajhoj/?page=2"
    assert not shown.select("meta[name=robots]")
    assert shown.select_one(".pager__link[rel=prev]")["href"] == "?page=1"


def test_pages_of_a_narrowed_list_keep_the_choice(client, told):
    for number in range(13):
        make_written_news(told.index, f"Plus {number}", topics=[told.peace])

    shown = soup(client.get("/fr/nouvelles/?topic=paix"))

    assert shown.select_one(".pager__link[rel=next]")["href"] == "?topic=paix&page=2"
    assert len(titles(soup(client.get("/fr/nouvelles/?topic=paix&page=2")))) == 3


def test_a_list_with_one_topic_offers_no_choice_of_topics(client, ground):
    make_written_news(ground.index, "Seule", topics=[ground.peace])

    shown = soup(client.get("/fr/nouvelles/"))

    assert not shown.select(".filters")
    assert titles(shown) == ["Seule"]


def test_an_empty_index_says_so(client, ground):
    shown = soup(client.get("/fr/nouvelles/"))

    assert shown.select_one(".empty a")["href"] == "/fr/"


def test_names_of_other_languages_are_marked(client, told):
    shown = soup(client.get("/eo/novajhoj/"))

    assert shown.select_one("option[value=climat]")["lang"] == "fr"
    assert not shown.select_one("option[value=paco]").has_attr("lang")


def test_index_in_another_language_frames_its_filters(client, told):
    shown = soup(client.get("/ar/nouvelles/?topic=paix"))

    assert (shown.main["lang"], shown.main["dir"]) == ("fr", "ltr")
    assert (shown.select_one(".filters")["lang"], shown.select_one(".filters")["dir"]) == ("ar", "rtl")


def test_an_index_lists_only_what_stands_below_it(client, told):
    blog = make_news_index(told.homes["fr"], "Blog", slug="blog")
    make_written_news(blog, "Du centre", topics=[make_topic("Local")])

    assert titles(soup(client.get("/fr/blog/"))) == ["Du centre"]
    assert "Du centre" not in titles(soup(client.get("/fr/nouvelles/")))


@pytest.mark.parametrize("number", [1, 3])
def test_index_asks_as_often_for_three_as_for_one(client, ground, django_assert_num_queries, number):
    for place in range(number):
        topics = [ground.peace, make_topic(f"Sujet {place}", slug=f"sujet-{place}")]
        page = make_written_news(ground.index, f"Nouvelle {place}", topics=topics, authors=[ground.ana, ground.body])
        translate_page(page, "eo", f"Nova {place}")
    client.cookies["reader"] = "whose pages are not stored"
    client.get("/fr/nouvelles/")

    with django_assert_num_queries(8):
        assert len(titles(soup(client.get("/fr/nouvelles/")))) == number
