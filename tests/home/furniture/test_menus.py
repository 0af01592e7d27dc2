"""Menus that editors make, language by language, and what stands in where they made none."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.blocks import StructBlockValidationError

from cms.core.links import PageOrAddressBlock
from home.furniture.models import MainMenu
from tests.factories.furniture import items, link, locale, make_menu, make_publisher
from tests.factories.pages import make_page, make_section, make_site, translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return make_site()


def bar(client, path: str) -> list[tuple[str, str, str]]:
    """Return title, address and marked language of the entries of the wide menu, those below included."""
    shown = BeautifulSoup(client.get(path).content, "html.parser")
    links = shown.select(".mainnav .mainnav__list a")
    return [(a.get_text(strip=True), a["href"], a.get("lang", "")) for a in links]


def test_without_a_menu_the_marked_pages_are_listed(client, homes):
    make_section(homes["fr"], "Mouvement", show_in_menus=True)
    make_section(homes["fr"], "Ailleurs")

    assert bar(client, "/fr/") == [("Mouvement", "/fr/mouvement/", "")]


def test_menu_keeps_its_order_and_replaces_the_marked_pages(client, homes):
    make_section(homes["fr"], "Mouvement", show_in_menus=True)
    history, press = make_page(homes["fr"], "Histoire"), make_page(homes["fr"], "Presse")

    make_menu(
        "fr", link(press), link(history, label="Depuis 1949"), link(url="https://elsewhere.example/", label="Wiki")
    )

    assert bar(client, "/fr/") == [
        ("Presse", "/fr/presse/", ""),
        ("Depuis 1949", "/fr/histoire/", ""),
        ("Wiki", "https://elsewhere.example/", ""),
    ]


def test_language_without_menu_shows_the_source_menu_with_titles_in_its_language(client, homes):
    history, press = make_page(homes["fr"], "Histoire"), make_page(homes["fr"], "Presse")
    translate_page(history, "eo", "Historio", slug="historio")
    make_menu("fr", link(history, label="Depuis 1949"), link(press, label="Journalistes"))

    assert bar(client, "/eo/") == [("Historio", "/eo/historio/", ""), ("Journalistes", "/eo/presse/", "fr")]


def test_a_languages_own_menu_wins(client, homes):
    history = make_page(homes["fr"], "Histoire")
    translate_page(history, "eo", "Historio", slug="historio")
    make_menu("fr", link(history))
    make_menu("eo", link(history, label="Ekde 1949"))

    assert bar(client, "/eo/") == [("Ekde 1949", "/eo/historio/", "")]
    assert bar(client, "/fr/") == [("Histoire", "/fr/histoire/", "")]


def test_pages_below_an_entry_open_under_it(client, homes):
    section = make_section(homes["fr"], "Mouvement")
    history = make_page(section, "Histoire")
    make_menu("fr", link(section, children=items(link(history))))

    shown = BeautifulSoup(client.get("/fr/mouvement/histoire/").content, "html.parser")

    details = shown.select_one(".mainnav details")
    assert details.summary["aria-current"] == "true"
    assert [a["href"] for a in details.select("a")] == ["/fr/mouvement/", "/fr/mouvement/histoire/"]
    assert details.select_one("a[aria-current]")["href"] == "/fr/mouvement/histoire/"
    assert shown.select_one(".menu--site .menu__children a")["href"] == "/fr/mouvement/histoire/"


def test_unpublished_and_deleted_pages_drop_out(client, homes, django_capture_on_commit_callbacks):
    history, press, other = (make_page(homes["fr"], title) for title in ("Histoire", "Presse", "Autre"))
    make_menu("fr", link(history), link(press), link(other))
    client.get("/fr/")

    with django_capture_on_commit_callbacks(execute=True):
        history.unpublish()
        press.delete()

    assert bar(client, "/fr/") == [("Autre", "/fr/autre/", "")]


def test_change_of_the_menu_is_seen_at_once(client, homes, django_capture_on_commit_callbacks):
    history, press = make_page(homes["fr"], "Histoire"), make_page(homes["fr"], "Presse")
    menu = make_menu("fr", link(history))
    assert [title for title, *_rest in bar(client, "/fr/")] == ["Histoire"]

    menu.entries = MainMenu._meta.get_field("entries").to_python([{"type": "entry", "value": link(press)}])
    with django_capture_on_commit_callbacks(execute=True):
        menu.save()

    assert [title for title, *_rest in bar(client, "/fr/")] == ["Presse"]


@pytest.mark.parametrize("number", [1, 3])
def test_menu_costs_no_question_once_the_structure_is_known(client, homes, number):
    pages = [make_page(homes["fr"], f"Page {place}") for place in range(number)]
    client.cookies["reader"] = "whose pages are not stored"
    client.get("/fr/")
    with CaptureQueriesContext(connection) as before:
        client.get("/fr/")
    make_menu("fr", *(link(page) for page in pages))
    client.get("/fr/")

    with CaptureQueriesContext(connection) as after:
        client.get("/fr/")

    assert len(after) == len(before)


def test_second_menu_of_a_language_is_refused(homes):
    make_menu("fr", link(url="https://elsewhere.example/", label="Wiki"))

    with override("en"), pytest.raises(ValidationError, match="one already"):
        MainMenu(locale=locale("fr")).clean()


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({}, "page"),
        ({"url": "javascript:alert(1)", "label": "x"}, "url"),
        ({"url": "ftp://files.example/", "label": "x"}, "url"),
        ({"url": "https://elsewhere.example/"}, "label"),
    ],
)
def test_link_that_leads_nowhere_or_astray_is_refused(value, field):
    block = PageOrAddressBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(value))

    assert field in refusal.value.block_errors


def test_page_and_address_together_are_refused(homes):
    block = PageOrAddressBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(link(homes["fr"], url="https://elsewhere.example/")))

    assert "url" in refusal.value.block_errors


def test_editor_of_one_language_sees_and_opens_only_its_menu(client, homes):
    french = make_menu("fr", link(homes["fr"]))
    esperanto = make_menu("eo", link(homes["eo"]))
    client.force_login(make_publisher("fr", homes["fr"], "furniture.mainmenu"))

    listed = BeautifulSoup(client.get("/cms/snippets/furniture/mainmenu/").content, "html.parser")

    addresses = {a["href"] for a in listed.select("a[href*='/edit/']")}
    assert addresses == {f"/cms/snippets/furniture/mainmenu/edit/{french.pk}/"}
    assert client.get(f"/cms/snippets/furniture/mainmenu/edit/{french.pk}/").status_code == 200
    for action in ("edit", "delete", "history", "usage"):
        response = client.get(f"/cms/snippets/furniture/mainmenu/{action}/{esperanto.pk}/")
        assert response.status_code in (302, 403), action
        assert response.get("Location", "/cms/") == "/cms/", action


def menu_form(*pages) -> dict[str, str]:
    """Return what the editor's form sends for a menu of pages."""
    data = {"entries-count": str(len(pages))}
    for place, page in enumerate(pages):
        name = f"entries-{place}"
        data |= {f"{name}-deleted": "", f"{name}-order": str(place), f"{name}-type": "entry", f"{name}-id": ""}
        data |= {f"{name}-value-page": str(page.pk), f"{name}-value-url": "", f"{name}-value-label": ""}
        data |= {f"{name}-value-children-count": "0"}
    return data


def test_editor_makes_a_menu_in_the_own_language_only(client, homes):
    client.force_login(make_publisher("fr", homes["fr"], "furniture.mainmenu"))

    client.post("/cms/snippets/furniture/mainmenu/add/?locale=eo", menu_form(homes["fr"]))
    assert not MainMenu.objects.exists()

    client.post("/cms/snippets/furniture/mainmenu/add/?locale=fr", menu_form(homes["fr"]))
    assert [menu.locale.language_code for menu in MainMenu.objects.all()] == ["fr"]


def test_empty_list_says_what_to_do(client, homes):
    client.force_login(make_publisher("fr", homes["fr"], "furniture.mainmenu"))

    shown = BeautifulSoup(client.get("/cms/snippets/furniture/mainmenu/").content, "html.parser")

    assert shown.select_one(".mc-explained")
    assert shown.select_one("a.button[href^='/cms/snippets/furniture/mainmenu/add/']")


def test_menus_of_all_languages_are_translations_of_each_other(client, homes, django_capture_on_commit_callbacks):
    from cms.accounts.models import User

    history = make_page(homes["fr"], "Histoire")
    french, esperanto = make_menu("fr", link(history, label="Depuis 1949")), make_menu("eo", link(history))
    assert esperanto.translation_key == french.translation_key
    client.force_login(User.objects.create_superuser("admin@mondcivitan.example", "a long password"))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/cms/localize/submit/snippet/furniture/mainmenu/{french.pk}/", {"locales": [locale("de").pk]})

    assert MainMenu.objects.count() == 3
    assert bar(client, "/de/") == [("Depuis 1949", "/de/histoire/", "fr")]
