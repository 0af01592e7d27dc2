"""Alerts appear where, when and in which language they should, though pages are stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.furniture.models import Alert
from tests.factories.furniture import locale, make_alert, make_publisher, translate_alert
from tests.factories.pages import make_page, make_section, make_site, translate_page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def homes():
    return make_site()


def alerts(client, path: str) -> list[str]:
    shown = BeautifulSoup(client.get(path).content, "html.parser")
    return [item.get_text(strip=True) for item in shown.select(".alerts .alert__body")]


def test_alert_is_on_every_page_with_icon_and_word(client, homes):
    make_page(homes["fr"], "Histoire")
    make_alert(kind="important")

    shown = BeautifulSoup(client.get("/fr/histoire/").content, "html.parser")

    alert = shown.select_one(".alerts .alert--important")
    assert alert.select_one("svg")
    assert alert.select_one(".alert__word").get_text(strip=True)
    assert alerts(client, "/fr/") == alerts(client, "/fr/search/") == ["Réunion ce soir"]


def test_stored_page_gains_and_loses_the_alert_at_its_minute(client, homes):
    with time_machine.travel(NOON, tick=False) as clock:
        make_alert(starts_at=NOON + timedelta(seconds=90), ends_at=NOON + timedelta(seconds=200))
        assert alerts(client, "/fr/") == []
        assert client.get("/fr/")["Cache-Control"] == "public, max-age=0, must-revalidate"

        clock.move_to(NOON + timedelta(seconds=89))
        assert alerts(client, "/fr/") == []
        clock.move_to(NOON + timedelta(seconds=90))
        assert alerts(client, "/fr/") == ["Réunion ce soir"]
        clock.move_to(NOON + timedelta(seconds=199))
        assert alerts(client, "/fr/") == ["Réunion ce soir"]
        clock.move_to(NOON + timedelta(seconds=200))
        assert alerts(client, "/fr/") == []


def test_page_without_alert_to_come_is_kept_its_whole_time(client, homes, django_assert_num_queries):
    with time_machine.travel(NOON, tick=False) as clock:
        client.get("/fr/")
        clock.move_to(NOON + timedelta(seconds=500))

        with django_assert_num_queries(0):
            client.get("/fr/")


def test_alert_of_a_branch_is_on_it_and_below_in_every_language(client, homes):
    section = make_section(homes["fr"], "Villes")
    child = make_page(section, "Lyon")
    translate_page(section, "eo", "Urboj", slug="urboj")
    translate_page(child, "eo", "Liono", slug="liono")
    make_page(homes["fr"], "Villes anciennes", slug="villes-anciennes")
    make_alert(branch=section)

    assert alerts(client, "/fr/villes/") == alerts(client, "/fr/villes/lyon/") == ["Réunion ce soir"]
    assert alerts(client, "/eo/urboj/") == alerts(client, "/eo/urboj/liono/") == ["Réunion ce soir"]
    assert alerts(client, "/de/villes/lyon/") == ["Réunion ce soir"]
    for path in ("/fr/", "/fr/villes-anciennes/", "/fr/search/", "/fr/rien/"):
        assert alerts(client, path) == [], path


def test_only_on_its_first_page(client, homes):
    section = make_section(homes["fr"], "Villes")
    make_page(section, "Lyon")
    make_alert(is_on_home_only=True, text="Accueil")
    make_alert(is_on_home_only=True, branch=section, text="Centres")

    assert alerts(client, "/fr/") == alerts(client, "/eo/") == ["Accueil"]
    assert alerts(client, "/fr/villes/") == ["Centres"]
    assert alerts(client, "/fr/villes/lyon/") == []


def test_alert_speaks_the_visitors_language_or_says_which(client, homes):
    translate_alert(make_alert(), "eo", "Kunveno ĉi-vespere")

    assert alerts(client, "/eo/") == ["Kunveno ĉi-vespere"]
    shown = BeautifulSoup(client.get("/ar/").content, "html.parser").select_one(".alert__body")
    assert (shown["lang"], shown["dir"], shown.get_text(strip=True)) == ("fr", "ltr", "Réunion ce soir")


def test_important_ones_come_first(client, homes):
    make_alert(text="Une", starts_at=timezone.now() - timedelta(hours=3))
    make_alert(text="Deux", kind="important")

    assert alerts(client, "/fr/") == ["Deux", "Une"]


def test_link_leads_to_the_page_in_the_visitors_language(client, homes):
    page = make_page(homes["fr"], "Réunion")
    translate_page(page, "eo", "Kunveno", slug="kunveno")
    make_alert(link_page=page, link_label="Venir", text=f'Voir <a linktype="page" id="{page.pk}">ici</a>')

    shown = BeautifulSoup(client.get("/eo/").content, "html.parser")

    assert shown.select_one(".alert__body a")["href"] == "/eo/kunveno/"
    link = shown.select_one(".alert__link")
    assert (link["href"], link.get_text(strip=True)) == ("/eo/kunveno/", "Kunveno")
    for text in page.get_translations(inclusive=True):
        text.unpublish()
    assert BeautifulSoup(client.get("/fr/").content, "html.parser").select_one(".alert__link") is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends_at": NOON - timedelta(seconds=1)}, "ends_at"),
        ({"link_url": "https://elsewhere.example/"}, "link_label"),
        ({"link_label": "Venir"}, "link_page"),
        ({"link_url": "javascript:alert(1)", "link_label": "Venir"}, "link_url"),
    ],
)
def test_unfit_alert_is_refused_at_its_field(fields, field):
    given = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=1), "text": "<p>x</p>", **fields}

    with pytest.raises(ValidationError) as refusal:
        Alert(locale=locale("fr"), **given).full_clean()

    assert field in refusal.value.message_dict


def test_state_in_words():
    now = timezone.now()
    times = [(now + timedelta(hours=1), now + timedelta(hours=2)), (now, now + timedelta(hours=1)), (now, now)]

    assert len({Alert(starts_at=start, ends_at=end).state for start, end in times}) == 3


def alert_form(**fields: str) -> dict[str, str]:
    text = (
        '{"blocks":[{"key":"a","text":"Fermé","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],'
    )
    text += '"entityMap":{}}'
    times = {"starts_at": "2026-05-04 12:00", "ends_at": "2026-05-05 12:00"}
    return {"text": text, "kind": "information", "link_url": "", "link_label": "", **times, **fields}


def test_branch_editor_announces_on_the_own_branch_only(client, homes):
    lyon, paris = make_section(homes["fr"], "Lyon"), make_section(homes["fr"], "Paris")
    client.force_login(make_publisher("lyon", lyon, "furniture.alert"))

    for branch in ("", str(paris.pk)):
        client.post("/cms/snippets/furniture/alert/add/?locale=fr", alert_form(branch=branch))
    assert not Alert.objects.exists()

    client.post("/cms/snippets/furniture/alert/add/?locale=fr", alert_form(branch=str(lyon.pk)))
    alert = Alert.objects.get()
    assert alert.branch_id == lyon.pk
    client.post(f"/cms/snippets/furniture/alert/edit/{alert.pk}/", alert_form(branch=str(paris.pk)))
    alert.refresh_from_db()
    assert alert.branch_id == lyon.pk


def test_branch_editor_sees_and_deletes_only_the_own_alerts(client, homes):
    lyon = make_section(homes["fr"], "Lyon")
    own, foreign = make_alert(branch=lyon), make_alert()
    client.force_login(make_publisher("lyon", lyon, "furniture.alert"))

    listed = client.get("/cms/snippets/furniture/alert/").content.decode()
    client.post(f"/cms/snippets/furniture/alert/delete/{foreign.pk}/")
    client.post(f"/cms/snippets/furniture/alert/delete/{own.pk}/")

    assert f"/edit/{own.pk}/" in listed
    assert f"/edit/{foreign.pk}/" not in listed
    assert list(Alert.objects.all()) == [foreign]


def test_bulk_deletion_judges_each_alert(client, homes):
    lyon = make_section(homes["fr"], "Lyon")
    own, foreign = make_alert(branch=lyon), make_alert()
    user = make_publisher("lyon", lyon, "furniture.alert")
    client.force_login(user)

    client.post(f"/cms/bulk/furniture/alert/delete/?id={own.pk}&id={foreign.pk}")

    assert list(Alert.objects.all()) == [foreign]


def test_text_of_an_alert_stays_short(client, homes):
    client.force_login(make_publisher("fr", homes["fr"], "furniture.alert"))
    form = alert_form()

    client.post(
        "/cms/snippets/furniture/alert/add/?locale=fr", {**form, "text": form["text"].replace("Fermé", "a" * 301)}
    )
    assert not Alert.objects.exists()
    client.post(
        "/cms/snippets/furniture/alert/add/?locale=fr", {**form, "text": form["text"].replace("Fermé", "a" * 300)}
    )
    assert Alert.objects.exists()


def test_translation_that_nobody_wrote_yet_is_still_marked_as_the_original(
    client, homes, django_capture_on_commit_callbacks
):
    from cms.accounts.models import User

    alert = make_alert()
    client.force_login(User.objects.create_superuser("admin@mondcivitan.example", "a long password"))
    address = f"/cms/localize/submit/snippet/furniture/alert/{alert.pk}/"

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"locales": [locale("eo").pk]}).status_code == 302
    client.logout()

    assert Alert.objects.filter(locale=locale("eo"), translation_key=alert.translation_key).exists()
    body = BeautifulSoup(client.get("/eo/").content, "html.parser").select_one(".alert__body")
    assert body["lang"] == "fr"


def test_announcing_is_one_click_from_the_desk_for_those_who_may(client, homes):
    lyon = make_section(homes["fr"], "Lyon")
    address = "/cms/snippets/furniture/alert/add/"

    client.force_login(make_publisher("lyon", lyon, "furniture.alert"))
    assert BeautifulSoup(client.get("/cms/").content, "html.parser").select_one(f".mc-desk a[href='{address}']")
    client.force_login(make_publisher("fr", homes["fr"]))
    assert not BeautifulSoup(client.get("/cms/").content, "html.parser").select_one(f".mc-desk a[href='{address}']")
