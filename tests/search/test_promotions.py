"""What editors recommend stands above what is found."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from search import queries
from search.models import MissedWords, Promotion
from search.words import asks_for, query_words, word_groups
from tests.factories.furniture import link, locale, make_promotion, make_publisher
from tests.factories.pages import make_page, make_site, translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return make_site()


def recommended(text: str, language: str = "fr") -> list[str]:
    return [item.link.title for item in queries.recommended(text, language)]


@pytest.mark.parametrize(
    ("phrase", "asked", "language", "fits"),
    [
        ("carte", "Cartes", "fr", True),
        ("carte", "ma carte perdue", "fr", True),
        ("carte d’identité", "identite carte", "fr", True),
        ("carte d’identité", "carte", "fr", False),
        ("électeur", "electeurs", "fr", True),
        ("ĉevalo", "chevaloj", "eo", True),
        ("ĉevalo", "cxevalo", "eo", True),
        ("carte", "cartographie", "fr", False),
        ("card", "", "en", False),
    ],
)
def test_phrase_is_asked_for_whatever_its_accents_and_endings(phrase, asked, language, fits):
    assert asks_for(word_groups(phrase, language), query_words(asked, language)) is fits


def test_recommendation_is_above_the_results_with_its_sentence(client, homes):
    page = make_page(homes["fr"], "La carte et l’attestation")
    make_promotion("fr", "passeport\ncarte", link(page, sentence="Ce que <i>prouve</i> la carte"))

    shown = BeautifulSoup(client.get("/fr/search/", {"q": "passeports"}).content, "html.parser")

    box = shown.select_one(".search-recommended")
    assert box.select_one("a")["href"] == page.get_url()
    assert box.select_one("p").get_text() == "Ce que <i>prouve</i> la carte"
    assert box.select_one("h2").get_text(strip=True)


def test_recommendation_is_of_one_language(client, homes):
    page = make_page(homes["fr"], "La carte")
    translate_page(page, "eo", "La karto", slug="la-karto")
    make_promotion("eo", "karto", link(page))

    assert recommended("karto", "eo") == ["La karto"]
    assert recommended("karto", "fr") == []


def test_longest_phrase_comes_first_and_three_are_enough(homes):
    pages = [make_page(homes["fr"], f"Page {number}") for number in range(4)]
    make_promotion("fr", "carte", link(pages[0]), link(pages[1]), link(pages[2]))
    make_promotion("fr", "carte d’identité", link(pages[3]), link(pages[0]))

    assert recommended("carte d’identité") == ["Page 3", "Page 0", "Page 1"]


def test_page_that_cannot_be_read_is_not_recommended(homes):
    page = make_page(homes["fr"], "La carte")
    make_promotion("fr", "carte", link(page), link(url="https://elsewhere.example/", label="Ailleurs"))

    page.unpublish()

    assert recommended("carte") == ["Ailleurs"]


def test_only_the_first_page_of_results_recommends(client, homes):
    make_promotion("fr", "carte", link(url="https://elsewhere.example/", label="Ailleurs"))

    assert b"search-recommended" in client.get("/fr/search/", {"q": "carte"}).content
    assert b"search-recommended" not in client.get("/fr/search/").content


@pytest.mark.parametrize("number", [1, 3])
def test_recommendations_ask_as_often_for_three_as_for_one(homes, django_assert_num_queries, number):
    pages = [make_page(homes["fr"], f"Page {place}") for place in range(number)]
    for page in pages:
        make_promotion("fr", "carte", link(page))

    with django_assert_num_queries(1):
        assert recommended("musique") == []
    # Promotions, their links, their pages twice; two more for the site's roots, which a request keeps.
    with django_assert_num_queries(6):
        assert len(recommended("carte")) == number


@pytest.mark.parametrize("phrases", ["", "…", "\n".join(["mot"] * 21), " ".join(f"mot{n}" for n in range(1)) + "\n!!"])
def test_unfit_words_are_refused(phrases):
    with pytest.raises(ValidationError) as refusal:
        Promotion(locale=locale("fr"), phrases=phrases).full_clean(exclude=["links"])

    assert "phrases" in refusal.value.message_dict


def test_editor_of_one_language_recommends_in_it_alone(client, homes):
    own = make_promotion("fr", "carte", link(homes["fr"]))
    foreign = make_promotion("eo", "karto", link(homes["eo"]))
    client.force_login(make_publisher("fr", homes["fr"], "search.promotion"))

    assert client.get(f"/cms/snippets/search/promotion/edit/{own.pk}/").status_code == 200
    assert client.get(f"/cms/snippets/search/promotion/edit/{foreign.pk}/").status_code in (302, 403)
    data = {
        "locale": locale("eo").pk,
        "phrases": "libro",
        "links-count": "1",
        "links-0-deleted": "",
        "links-0-order": "0",
        "links-0-type": "link",
        "links-0-id": "",
        "links-0-value-page": homes["fr"].pk,
        "links-0-value-url": "",
        "links-0-value-label": "",
        "links-0-value-sentence": "",
    }
    client.post("/cms/snippets/search/promotion/add/", data)
    assert Promotion.objects.count() == 2
    client.post("/cms/snippets/search/promotion/add/", {**data, "locale": locale("fr").pk, "phrases": "Livre\nlivres"})
    assert Promotion.objects.get(phrases__startswith="Livre").groups == [[["livr"]], [["livr"]]]


def test_list_of_words_not_found_leads_to_a_recommendation(client, homes):
    from django.utils import timezone

    for language, words, count in (("fr", "visa", 3), ("fr", "visa touriste", 4), ("eo", "vizo", 9)):
        MissedWords.objects.create(day=timezone.localdate(), language=language, words=words, count=count)
    client.force_login(make_publisher("fr", homes["fr"], "search.promotion"))

    shown = BeautifulSoup(client.get("/cms/search-missed/").content, "html.parser")

    assert [row.get_text() for row in shown.select("tbody th")] == ["visa touriste", "visa"]
    begun = BeautifulSoup(client.get(shown.select_one("tbody a")["href"]).content, "html.parser")
    assert begun.select_one("textarea[name=phrases]").get_text(strip=True) == "visa touriste"
    assert begun.select_one("select[name=locale] option[selected]")["value"] == str(locale("fr").pk)


def test_list_of_words_not_found_is_closed_to_others(client, homes):
    client.force_login(make_publisher("fr", homes["fr"]))

    assert client.get("/cms/search-missed/").status_code in (302, 403)
