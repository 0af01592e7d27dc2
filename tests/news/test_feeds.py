"""Feeds are what readers of feeds expect, in RSS and JSON, and hold texts of one language only."""

from __future__ import annotations

import json
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.news import make_written_news
from tests.factories.pages import make_news, make_news_index

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"


def rss(client, path: str) -> ET.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ET.fromstring(response.content).find("channel")  # noqa: S314 -- our own


def json_feed(client, path: str) -> dict:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    return json.loads(response.content)


def rss_titles(channel: ET.Element) -> list[str]:
    return [item.findtext("title") for item in channel.findall("item")]


def json_titles(whole: dict) -> list[str]:
    return [item["title"] for item in whole["items"]]


SCOPES = {
    "/feeds/fr/news": ["Trois", "Deux", "Une"],
    "/feeds/eo/news": ["Unu"],
    "/feeds/de/news": [],
    "/feeds/fr/news/topic/paix": ["Deux", "Une"],
    "/feeds/fr/news/topic/paco": ["Deux", "Une"],
    "/feeds/eo/news/topic/paco": ["Unu"],
    "/feeds/fr/news/author/le-bureau": ["Trois", "Deux"],
    "/feeds/eo/news/author/le-bureau": [],
}


@pytest.mark.parametrize("path", SCOPES)
def test_both_formats_hold_the_same_news_of_their_language(client, told, path):
    assert rss_titles(rss(client, f"{path}/")) == SCOPES[path]
    assert json_titles(json_feed(client, f"{path}.json")) == SCOPES[path]


def test_feed_of_an_index_holds_its_own_news(client, told):
    blog = make_news_index(told.homes["fr"], "Blog", slug="blog")
    make_written_news(blog, "Du centre")

    assert rss_titles(rss(client, f"/feeds/fr/news/in/{blog.pk}/")) == ["Du centre"]
    assert json_feed(client, f"/feeds/fr/news/in/{blog.pk}.json")["title"] == "Blog"
    assert json_titles(json_feed(client, f"/feeds/eo/news/in/{told.index.pk}.json")) == ["Unu"]
    assert "Du centre" in rss_titles(rss(client, "/feeds/fr/news/"))


def test_rss_says_where_and_who(client, told):
    channel = rss(client, "/feeds/fr/news/topic/paix/")
    item = channel.find("item")

    assert channel.findtext("link") == "http://testserver/fr/nouvelles/topic/paix/"
    assert channel.find(f"{ATOM}link").attrib == {
        "href": "http://testserver/feeds/fr/news/topic/paix/",
        "rel": "self",
    }
    assert channel.findtext("language") == "fr"
    assert item.findtext("link") == "http://testserver/fr/nouvelles/deux/"
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert [creator.text for creator in item.findall(f"{DC}creator")] == ["Le Bureau", "Ana Brume"]
    assert [topic.text for topic in item.findall("category")] == ["Climat", "Paix"]
    assert parsedate_to_datetime(item.findtext("pubDate")).date() == date(2026, 5, 1)


def test_json_feed_is_version_one_point_one(client, told):
    whole = json_feed(client, "/feeds/eo/news.json")
    (item,) = whole["items"]

    assert whole["version"] == "https://jsonfeed.org/version/1.1"
    assert whole["home_page_url"] == "http://testserver/eo/novajhoj/"
    assert whole["feed_url"] == "http://testserver/feeds/eo/news.json"
    assert (whole["language"], item["language"]) == ("eo", "eo")
    assert item["url"] == "http://testserver/eo/novajhoj/unu/"
    assert item["content_text"] == item["summary"] == "La unua."
    assert item["authors"] == [{"name": "Ana Brume", "url": "http://testserver/eo/novajhoj/author/ana-brume/"}]
    assert item["tags"] == ["Paco"]
    for name in ("date_published", "date_modified"):
        assert datetime.fromisoformat(item[name]).tzinfo is not None


def test_every_item_has_a_content_and_a_distinct_id(client, told):
    items = json_feed(client, "/feeds/fr/news.json")["items"]

    assert all(item["content_text"] for item in items)
    assert len({item["id"] for item in items}) == 3


def test_byline_is_an_author_where_none_is_chosen(client, ground):
    make_written_news(ground.index, "Seule", byline="Une passante")

    assert json_feed(client, "/feeds/fr/news.json")["items"][0]["authors"] == [{"name": "Une passante"}]


def test_feed_leaves_out_drafts_and_what_is_behind_a_door(client, told):
    make_news(told.index, "Brouillon", live=False)
    closed = make_news_index(told.homes["fr"], "Fermé")
    make_news(closed, "Secrète")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    assert rss_titles(rss(client, "/feeds/fr/news/")) == ["Trois", "Deux", "Une"]
    assert client.get(f"/feeds/fr/news/in/{closed.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["/feeds/fr/news/", "/feeds/fr/news.json"])
def test_reader_who_has_it_is_told_so(client, told, path):
    first = client.get(path)

    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(path, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    make_written_news(told.index, "Quatre", day=date(2026, 7, 1))
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert b"Quatre" in again.content


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/xx/news/",
        "/feeds/xx/news.json",
        "/feeds/fr/news/topic/rien/",
        "/feeds/fr/news/author/paix.json",
        "/feeds/fr/news/in/999999/",
    ],
)
def test_feed_of_nothing_is_a_404(client, told, path):
    assert client.get(path).status_code == 404


def test_feed_refuses_to_be_written_to(client, told):
    assert client.post("/feeds/fr/news/").status_code == 405


def test_feed_is_cut_to_its_length(client, ground):
    for number in range(31):
        make_news(ground.index, f"Nouvelle {number}")

    assert len(rss_titles(rss(client, "/feeds/fr/news/"))) == 30


@pytest.mark.parametrize("number", [1, 3])
def test_feed_asks_as_often_for_three_as_for_one(client, ground, django_assert_num_queries, number):
    for place in range(number):
        make_written_news(ground.index, f"Nouvelle {place}", topics=[ground.peace], authors=[ground.ana])
    client.get("/feeds/fr/news/")

    with django_assert_num_queries(3):
        assert len(rss_titles(rss(client, "/feeds/fr/news/"))) == number


def test_every_page_names_the_feeds_of_its_language(client, told):
    from tests.news.conftest import soup

    links = soup(client.get("/eo/")).select("link[rel=alternate][type]")

    assert {link["type"]: link["href"] for link in links} == {
        "application/rss+xml": "/feeds/eo/news/",
        "application/feed+json": "/feeds/eo/news.json",
    }


def test_pasted_control_signs_take_no_feed_away(client, ground):
    make_news(ground.index, "Titre\x0bcollé\uffff", summary="Un\x08 résumé")

    item = rss(client, "/feeds/fr/news/").find("item")
    assert (item.findtext("title"), item.findtext("description")) == ("Titre collé ", "Un  résumé")
    assert json_titles(json_feed(client, "/feeds/fr/news.json"))[0].startswith("Titre")
