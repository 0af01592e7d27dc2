"""The bar above public pages is for people of the office alone."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission

from cms.accounts.models import User
from cms.core import page_store
from tests.factories.furniture import make_publisher
from tests.factories.pages import make_page, make_site, translate_page
from tests.factories.translations import make_translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return make_site()


def bar(client, path: str) -> list[str]:
    shown = BeautifulSoup(client.get(path).content, "html.parser")
    return [link["href"] for link in shown.select(".desk-bar a")]


def test_strangers_and_members_see_none(client, homes):
    make_page(homes["fr"], "Histoire")
    response = client.get("/fr/histoire/")
    assert b"desk-bar" not in response.content
    assert "Cookie" not in response.get("Vary", "")

    client.force_login(User.objects.create_user("member@mondcivitan.example", "a long password"))
    assert bar(client, "/fr/histoire/") == []


def test_editor_gets_what_the_rights_allow(client, homes):
    page = make_page(homes["fr"], "Histoire")
    client.force_login(make_publisher("fr", homes["fr"]))

    assert bar(client, "/fr/histoire/") == [
        "/cms/",
        f"/cms/pages/{page.pk}/edit/",
        f"/cms/pages/{page.pk}/add_subpage/",
        f"/cms/pages/{page.pk}/",
    ]
    assert bar(client, "/eo/") == ["/cms/"]


def test_page_shown_for_want_of_a_translation_can_be_translated(client, homes):
    page = make_page(homes["fr"], "Histoire")
    user = make_publisher("fr", homes["fr"])
    user.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    client.force_login(user)

    assert f"/cms/localize/submit/page/{page.pk}/?select_locale=eo" in bar(client, "/eo/histoire/")
    assert not [address for address in bar(client, "/fr/histoire/") if "localize" in address]


def test_translator_begins_what_nobody_asked_for(client, homes):
    page = make_page(homes["fr"], "Histoire")
    client.force_login(make_translator("eo"))

    assert f"/cms/translations/ask/?text=page%3A{page.pk}&language=eo" in bar(client, "/eo/histoire/")
    assert not [address for address in bar(client, "/de/histoire/") if "translations" in address]


def test_translator_goes_on_with_the_draft(client, homes):
    page = make_page(homes["fr"], "Histoire")
    draft = translate_page(page, "eo", "Historio", slug="historio", live=False)
    client.force_login(make_publisher("eo", homes["eo"]))

    assert f"/cms/pages/{draft.pk}/edit/" in bar(client, "/eo/histoire/")
    assert f"/cms/pages/{draft.pk}/edit/" not in bar(client, "/de/histoire/")


def test_page_with_a_bar_is_never_kept_for_others(client, homes):
    make_page(homes["fr"], "Histoire")
    client.force_login(make_publisher("fr", homes["fr"]))
    response = client.get("/fr/histoire/")
    assert b"desk-bar" in response.content
    assert "no-store" in response["Cache-Control"]
    assert page_store.key_for(response.wsgi_request) == ""

    client.logout()
    client.cookies.clear()
    assert b"desk-bar" not in client.get("/fr/histoire/").content


def test_bar_holds_no_script_and_no_style(client, homes):
    client.force_login(make_publisher("fr", homes["fr"]))

    shown = BeautifulSoup(client.get("/fr/").content, "html.parser")

    assert shown.select_one(".desk-bar")
    assert [script for script in shown.select("script") if not script.get("src")] == []
    assert shown.select("style, [style], [onclick]") == []
