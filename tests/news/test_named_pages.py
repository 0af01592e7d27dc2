"""Topics and authors have a page in every language, at one address each, honest about what is not translated."""

from __future__ import annotations

import pytest

from tests.factories.media import make_image
from tests.factories.news import make_topic, make_written_news, translate_named
from tests.factories.pages import make_news_index, make_page, translate_page
from tests.news.conftest import soup, titles


def alternates(shown) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in shown.select("link[rel=alternate][hreflang]")}


def switcher(shown) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in shown.select("a.menu__link[hreflang]")}


def test_topic_page_lists_its_news_from_the_whole_site(client, told):
    blog = make_news_index(told.homes["fr"], "Blog", slug="blog")
    make_written_news(blog, "Du centre", topics=[told.peace])

    shown = soup(client.get("/fr/nouvelles/topic/paix/"))

    assert shown.h1.get_text(strip=True) == "Paix"
    assert sorted(titles(shown)) == ["Deux", "Du centre", "Une"]
    assert [crumb.get_text(strip=True) for crumb in shown.select(".breadcrumbs a")][-1] == "Nouvelles"


def test_author_page_shows_who_it_is(client, told):
    shown = soup(client.get("/eo/novajhoj/author/ana-brume/"))

    assert shown.h1.get_text(strip=True) == "Ana Brume"
    assert "Marŝantino" in shown.main.get_text()
    assert "Elle marche." in shown.main.get_text()
    assert shown.select_one("main a[href='https://ana.example/']")["rel"] == ["me", "noopener"]
    assert titles(shown) == ["Deux", "Unu"]


def test_address_follows_the_language(client, told):
    shown = soup(client.get("/eo/novajhoj/topic/paco/"))

    assert switcher(shown)["fr"] == "/fr/nouvelles/topic/paix/"
    assert switcher(shown)["de"] == "/de/nouvelles/topic/paix/"
    assert alternates(shown) == {
        "fr": "http://testserver/fr/nouvelles/topic/paix/",
        "eo": "http://testserver/eo/novajhoj/topic/paco/",
        "x-default": "http://testserver/fr/nouvelles/topic/paix/",
    }
    assert shown.select_one("link[rel=canonical]")["href"] == "http://testserver/eo/novajhoj/topic/paco/"
    assert not shown.select("meta[name=robots]")


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/eo/novajhoj/topic/paix/", "/eo/novajhoj/topic/paco/"),
        ("/eo/nouvelles/topic/paix/", "/eo/novajhoj/topic/paco/"),
        ("/fr/nouvelles/topic/paco/?page=2", "/fr/nouvelles/topic/paix/?page=2"),
        ("/de/nouvelles/topic/paco/", "/de/nouvelles/topic/paix/"),
    ],
)
def test_other_addresses_lead_to_the_right_one(client, told, asked, right):
    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (302, right)


def test_address_below_another_index_leads_to_the_page(client, told):
    make_news_index(told.homes["fr"], "Blog", slug="blog")

    assert client.get("/fr/blog/topic/paix/")["Location"] == "/fr/nouvelles/topic/paix/"


def test_untranslated_topic_is_shown_in_its_own_words(client, told):
    shown = soup(client.get("/ar/nouvelles/topic/climat/"))

    assert (shown.html["lang"], shown.main["lang"], shown.main["dir"]) == ("ar", "fr", "ltr")
    assert shown.select_one(".language-notice")
    assert shown.select_one("meta[name=robots]")["content"].startswith("noindex")
    assert shown.select_one("link[rel=canonical]")["href"] == "http://testserver/fr/nouvelles/topic/climat/"


def test_translated_topic_in_an_untranslated_index_is_at_home(client, told):
    translate_named(told.climate, "de", "Klima")

    shown = soup(client.get("/de/nouvelles/topic/klima/"))

    assert not shown.main.has_attr("lang")
    assert alternates(shown)["de"] == "http://testserver/de/nouvelles/topic/klima/"


@pytest.mark.parametrize(
    "path",
    [
        "/fr/nouvelles/topic/rien/",
        "/fr/nouvelles/author/paix/",
        "/fr/nouvelles/sujet/paix/",
        "/fr/topic/paix/",
        "/fr/nouvelles/topic/",
        "/fr/nouvelles/topic/paix/plus/",
        "/fr/histoire/topic/paix/",
    ],
)
def test_what_is_not_there_is_a_404(client, told, path):
    make_page(told.homes["fr"], "Histoire")

    assert client.get(path).status_code == 404


def test_topic_without_index_has_no_address(client, db):
    make_topic("Paix")

    assert client.get("/fr/nouvelles/topic/paix/").status_code == 404


def test_empty_topic_says_so_and_is_not_for_machines(client, ground):
    shown = soup(client.get("/fr/nouvelles/topic/climat/"))

    assert shown.select_one(".empty a")["href"] == "/fr/"
    assert shown.select_one("meta[name=robots]")["content"].startswith("noindex")


def test_topic_page_is_narrowed_by_author_and_year(client, told):
    shown = soup(client.get("/fr/nouvelles/topic/paix/", {"author": "le-bureau", "topic": "climat"}))

    assert titles(shown) == ["Deux"]
    assert not shown.select("select[name=topic]")
    assert shown.select_one(".filters__now .tag")["href"] == "/fr/nouvelles/topic/paix/"
    assert shown.select_one("link[rel=canonical]")["href"] == "http://testserver/fr/nouvelles/topic/paix/"
    assert switcher(shown)["eo"] == "/eo/novajhoj/topic/paco/?author=le-bureau"


def test_page_names_its_feeds(client, told):
    shown = soup(client.get("/fr/nouvelles/author/ana-brume/"))
    feeds = {
        link["type"]: link["href"] for link in shown.select("link[rel=alternate][type]") if "author" in link["href"]
    }

    assert feeds == {
        "application/rss+xml": "/feeds/fr/news/author/ana-brume/",
        "application/feed+json": "/feeds/fr/news/author/ana-brume.json",
    }


def test_article_names_authors_and_topics_with_their_pages(client, told):
    shown = soup(client.get("/fr/nouvelles/deux/"))

    assert [link["href"] for link in shown.select(".byline__name")] == [
        "/fr/nouvelles/author/le-bureau/",
        "/fr/nouvelles/author/ana-brume/",
    ]
    assert [link["href"] for link in shown.select(".facts .tag")] == [
        "/fr/nouvelles/topic/climat/",
        "/fr/nouvelles/topic/paix/",
    ]
    assert "Marcheuse" in shown.select_one(".byline").get_text()


def test_article_without_authors_keeps_its_byline(client, ground):
    make_written_news(ground.index, "Seule", slug="seule", byline="Une passante")

    shown = soup(client.get("/fr/nouvelles/seule/"))

    assert "Une passante" in shown.select_one(".facts").get_text()
    assert not shown.select(".byline")


def test_portrait_is_public_while_a_published_page_names_its_author(client, ground, django_capture_on_commit_callbacks):
    portrait = make_image("Ana")
    ground.ana.portrait, ground.ana.portrait_alt = portrait, "Ana, de face"
    ground.ana.save()
    address = "/fr/nouvelles/author/ana-brume/"
    assert not soup(client.get(address)).select("header .stone img")

    with django_capture_on_commit_callbacks(execute=True):
        page = make_written_news(ground.index, "Une", authors=[ground.ana])
    portrait.refresh_from_db()
    assert portrait.is_public
    assert soup(client.get(address)).select_one("header .stone img")["alt"] == "Ana, de face"

    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    portrait.refresh_from_db()
    assert not portrait.is_public


def test_new_portrait_takes_the_place_of_the_old_one(ground, django_capture_on_commit_callbacks):
    old, new = (make_image(title) for title in ("Avant", "Après"))
    ground.ana.portrait = old
    ground.ana.save()
    with django_capture_on_commit_callbacks(execute=True):
        make_written_news(ground.index, "Une", authors=[ground.ana])
    with django_capture_on_commit_callbacks(execute=True):
        ground.ana.portrait = new
        ground.ana.save()
    for image in (old, new):
        image.refresh_from_db()

    assert (old.is_public, new.is_public) == (False, True)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("path", ["topic/paix/", "author/ana-brume/"])
def test_page_asks_as_often_for_three_as_for_one(client, ground, django_assert_num_queries, path, number):
    for place in range(number):
        page = make_written_news(ground.index, f"Nouvelle {place}", topics=[ground.peace], authors=[ground.ana])
        translate_page(page, "eo", f"Nova {place}")
    client.cookies["reader"] = "whose pages are not stored"
    client.get(f"/fr/nouvelles/{path}")

    with django_assert_num_queries(6 + (path.startswith("author"))):
        assert len(titles(soup(client.get(f"/fr/nouvelles/{path}")))) == number


def test_sitemap_names_topics_and_authors_that_have_news(client, told):
    make_topic("Vide")

    text = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://testserver/eo/novajhoj/topic/paco/</loc>" in text
    assert 'hreflang="x-default" href="http://testserver/fr/nouvelles/topic/paix/"' in text
    assert "<loc>http://testserver/fr/nouvelles/author/le-bureau/</loc>" in text
    assert "/topic/vide/" not in text
    assert "/eo/novajhoj/topic/climat/" not in text
