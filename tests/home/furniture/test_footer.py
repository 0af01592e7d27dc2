"""The footer's own words, and the profiles elsewhere."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.furniture.enums import NETWORK_ICONS, Network
from home.furniture.models import SocialProfile
from tests.factories.furniture import link, locale, make_footer, make_publisher
from tests.factories.pages import make_page, make_section, make_site, translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return make_site()


def colophon(client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser").select_one("footer.colophon")


def test_without_a_footer_the_marked_sections_pages_are_listed(client, homes):
    section = make_section(homes["fr"], "Informations", is_footer=True)
    make_page(section, "Mentions")

    shown = colophon(client, "/fr/")

    assert shown.select_one("nav[aria-labelledby=footer-about] a")["href"] == "/fr/informations/mentions/"
    assert shown.select_one(".colophon__motto").get_text(strip=True)


def test_footer_shows_motto_columns_and_legal_line(client, homes):
    page = make_page(homes["fr"], "Presse")
    make_footer("fr", ("Le mouvement", [link(page)]), motto="Cinq routes <b>", legal_line="Paris 13")

    shown = colophon(client, "/fr/")

    assert shown.select_one(".colophon__motto").get_text(strip=True) == "Cinq routes <b>"
    assert shown.select_one("#footer-column-1").get_text(strip=True) == "Le mouvement"
    assert shown.select_one("nav[aria-labelledby=footer-column-1] a")["href"] == "/fr/presse/"
    assert shown.select_one(".colophon__legal").get_text(strip=True) == "Paris 13"


def test_source_footer_stands_in_marked_as_its_language(client, homes):
    page = make_page(homes["fr"], "Presse")
    translate_page(page, "ar", "الصحافة", slug="sahafa")
    make_footer("fr", ("Le mouvement", [link(page)]), motto="Cinq routes")

    shown = colophon(client, "/ar/")

    motto = shown.select_one(".colophon__motto")
    assert (motto["lang"], motto["dir"]) == ("fr", "ltr")
    assert shown.select_one("#footer-column-1")["lang"] == "fr"
    entry = shown.select_one("nav[aria-labelledby=footer-column-1] a")
    assert (entry.get_text(strip=True), entry["href"], entry.get("lang")) == ("الصحافة", "/ar/sahafa/", None)


def test_column_whose_pages_are_all_gone_disappears(client, homes):
    page = make_page(homes["fr"], "Presse", live=False)
    make_footer("fr", ("Le mouvement", [link(page)]))

    assert colophon(client, "/fr/").select_one("#footer-column-1") is None


def test_profiles_are_of_all_languages_or_one(client, homes, django_capture_on_commit_callbacks):
    client.get("/eo/")
    with django_capture_on_commit_callbacks(execute=True):
        SocialProfile.objects.create(network=Network.MASTODON, url="https://social.example/@monde", name="@monde")
        SocialProfile.objects.create(network=Network.PEERTUBE, url="https://films.example/c/fr", locale=locale("fr"))

    french = colophon(client, "/fr/").select(".colophon__profiles a")
    esperanto = colophon(client, "/eo/").select(".colophon__profiles a")

    assert [a["href"] for a in french] == ["https://social.example/@monde", "https://films.example/c/fr"]
    assert [a["href"] for a in esperanto] == ["https://social.example/@monde"]
    assert {tuple(a["rel"]) for a in french} == {("me", "noopener")}
    assert french[0].get_text(" ", strip=True) == "@monde Mastodon"
    assert all(a.select_one("svg") for a in french)


@pytest.mark.parametrize("url", ["http://social.example/", "javascript:alert(1)", "social.example", "https://"])
def test_profile_needs_a_safe_address(url):
    with pytest.raises(ValidationError):
        SocialProfile(network=Network.OTHER, url=url).full_clean()


def test_database_refuses_an_unsafe_profile():
    with pytest.raises(IntegrityError), transaction.atomic():
        SocialProfile.objects.create(network=Network.OTHER, url="http://social.example/")


def test_every_network_has_an_icon():
    assert set(NETWORK_ICONS) == set(Network)


def test_profiles_are_put_in_order_by_those_they_belong_to(client, homes):
    values = {"network": Network.values[0], "url": "https://reseau.example/"}
    places = [("one", "fr"), ("theirs", "de"), ("two", "fr"), ("three", "fr")]
    made = {
        name: SocialProfile.objects.create(name=name, locale=locale(code), sort_order=place, **values)
        for place, (name, code) in enumerate(places)
    }
    client.force_login(make_publisher("fr", homes["fr"], "furniture.socialprofile"))
    address = "/cms/snippets/furniture/socialprofile/reorder/{}/?position=0"

    client.post(address.format(made["theirs"].pk))
    assert SocialProfile.objects.order_by("sort_order").first() == made["one"]
    assert client.post(address.format(made["three"].pk)).json() == {"success": True}

    own = SocialProfile.objects.filter(locale=locale("fr")).order_by("sort_order")
    assert [profile.name for profile in own] == ["three", "one", "two"]
    made["theirs"].refresh_from_db()
    assert made["theirs"].sort_order == 1
