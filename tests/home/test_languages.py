"""A page in the visitor's language, or honestly in another: never a 404, never unmarked."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.factories.pages import (
    make_news,
    make_news_index,
    make_page,
    make_section,
    make_site,
    text_block,
    translate_page,
)

pytestmark = pytest.mark.django_db


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def homes():
    return make_site()


def test_root_leads_by_accept_language(client, homes):
    response = client.get("/", headers={"accept-language": "eo, fr;q=0.5"})

    assert (response.status_code, response["Location"]) == (302, "/eo/")
    assert "Accept-Language" in response["Vary"]


def test_root_leads_to_the_source_for_unknown_languages(client, homes):
    assert client.get("/", headers={"accept-language": "ja"})["Location"] == "/fr/"


def test_page_without_prefix_leads_to_a_language(client, homes):
    make_page(homes["fr"], "Histoire")

    assert client.get("/histoire/", headers={"accept-language": "de"})["Location"] == "/de/histoire/"


@pytest.mark.parametrize(
    "path", ["/cms/nothing-here/", "/api/x/", "/feeds/xx/news/", "/documents/1/none.pdf", "/media/x.png"]
)
def test_system_address_that_is_not_there_is_a_404_and_no_redirect(client, homes, path):
    response = client.get(path)

    assert response.status_code in (302, 404)
    assert not response.get("Location", "").startswith("/fr/")


def test_untranslated_page_shows_its_source_with_notice(client, homes):
    make_page(homes["fr"], "Histoire", body=[text_block("<p>Depuis 1949.</p>")])

    response = client.get("/ar/histoire/")

    page = soup(response)
    assert response.status_code == 200
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert (page.main["lang"], page.main["dir"]) == ("fr", "ltr")
    assert "Depuis 1949." in page.main.get_text()
    assert page.select_one(".language-notice")
    assert page.select_one("link[rel=canonical]")["href"] == "http://testserver/fr/histoire/"
    assert page.select_one("meta[name=robots]")["content"] == "noindex, follow"
    assert page.select("link[rel=alternate][hreflang]") == []


def test_translated_page_shows_no_notice_and_names_its_translations(client, homes):
    page = make_page(homes["fr"], "Histoire")
    translate_page(page, "eo", "Historio", slug="historio")

    shown = soup(client.get("/eo/historio/"))

    alternates = {link["hreflang"]: link["href"] for link in shown.select("link[rel=alternate][hreflang]")}
    assert alternates == {
        "fr": "http://testserver/fr/histoire/",
        "eo": "http://testserver/eo/historio/",
        "x-default": "http://testserver/fr/histoire/",
    }
    assert shown.select_one(".language-notice") is None
    assert shown.select_one("meta[name=robots]") is None
    assert shown.select_one("link[rel=canonical]")["href"] == "http://testserver/eo/historio/"


def test_source_path_leads_to_the_translation_once_it_is_live(client, homes):
    page = make_page(homes["fr"], "Histoire")
    translate_page(page, "eo", "Historio", slug="historio")

    response = client.get("/eo/histoire/")

    assert (response.status_code, response["Location"]) == (302, "/eo/historio/")


def test_draft_translation_stays_hidden(client, homes):
    page = make_page(homes["fr"], "Histoire", body=[text_block("<p>Depuis 1949.</p>")])
    translate_page(page, "eo", "Historio", slug="historio", live=False)

    assert client.get("/eo/historio/").status_code == 404
    assert "Depuis 1949." in client.get("/eo/histoire/").content.decode()


def test_child_of_an_untranslated_parent_is_found_below_its_alias(client, homes):
    section = make_section(homes["fr"], "Mouvement")
    child = make_page(section, "Histoire")
    translated = translate_page(child, "de", "Geschichte", slug="geschichte")

    parent = translated.get_parent()
    assert parent.alias_of_id == section.pk
    assert client.get("/de/mouvement/geschichte/").status_code == 200
    alias = soup(client.get("/de/mouvement/"))
    assert alias.main["lang"] == "fr"
    assert alias.select_one(".language-notice")


def test_page_nowhere_is_a_404_in_the_visitors_language(client, homes):
    response = client.get("/eo/nenie/")

    assert response.status_code == 404
    assert soup(response).html["lang"] == "eo"


def test_page_written_in_another_language_is_found_from_the_source_language(client, homes):
    make_page(homes["eo"], "Nia kongreso", slug="nia-kongreso", body=[text_block("<p>Bonvenon</p>")])

    shown = soup(client.get("/fr/nia-kongreso/"))

    assert (shown.html["lang"], shown.main["lang"]) == ("fr", "eo")
    assert "Bonvenon" in shown.main.get_text()


def test_switcher_leads_to_the_same_page_in_every_language(client, homes):
    page = make_page(homes["fr"], "Histoire")
    translate_page(page, "eo", "Historio", slug="historio")

    links = soup(client.get("/fr/histoire/")).select("a.menu__link[hreflang]")

    assert {link["hreflang"]: link["href"] for link in links} == {
        "fr": "/fr/histoire/",
        "en": "/en/histoire/",
        "es": "/es/histoire/",
        "de": "/de/histoire/",
        "eo": "/eo/historio/",
        "ar": "/ar/histoire/",
    }
    assert {link["hreflang"]: link.get_text(" ", strip=True).split()[0] for link in links}["eo"] == "Esperanto"


def test_section_lists_each_page_once_in_the_best_language(client, homes):
    section = make_section(homes["fr"], "Mouvement")
    translate_page(section, "eo", "Movado", slug="movado")
    history = make_page(section, "Histoire")
    make_page(section, "Assemblée")
    translate_page(history, "eo", "Historio", slug="historio")

    shown = soup(client.get("/eo/movado/"))

    titles = [card.get_text(strip=True) for card in shown.select(".card__title")]
    assert sorted(titles) == ["Assemblée", "Historio"]


def test_unpublished_source_does_not_appear(client, homes):
    make_page(homes["fr"], "Brouillon", live=False)

    assert client.get("/fr/brouillon/").status_code == 404
    assert client.get("/eo/brouillon/").status_code == 404


def test_feed_holds_only_texts_of_its_language(client, homes):
    index = make_news_index(homes["fr"])
    both = make_news(index, "Deux langues")
    make_news(index, "Une langue")
    translate_page(both, "eo", "Du lingvoj", slug="du-lingvoj")

    feed = client.get("/feeds/eo/news/").content.decode()

    assert "Du lingvoj" in feed
    assert "Une langue" not in feed
    assert "/eo/" in feed


def test_sitemap_names_translations_and_leaves_aliases_out(client, homes):
    section = make_section(homes["fr"], "Mouvement")
    child = make_page(section, "Histoire")
    translate_page(child, "de", "Geschichte", slug="geschichte")

    text = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://testserver/de/mouvement/geschichte/</loc>" in text
    assert 'hreflang="x-default" href="http://testserver/fr/mouvement/histoire/"' in text
    assert "<loc>http://testserver/de/mouvement/</loc>" not in text
