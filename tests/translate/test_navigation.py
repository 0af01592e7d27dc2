"""The screens of translations lead to each other, and begin where a person works."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation as languages

from cms.translate.models import MemoryUnit
from tests.factories.translations import make_work

pytestmark = pytest.mark.django_db
SCREENS = (
    "translate_works",
    "translate_matrix",
    "translate_figures",
    "translate_glossary",
    "translate_memory",
    "translate_files_export",
    "translate_remarks",
    "translate_machine",
    "translate_ask",
)


@pytest.fixture(autouse=True)
def english():
    with languages.override("en"):
        yield


def test_who_may_ask_finds_it_on_every_screen(client, work, admin, translator):
    address = f'href="{reverse("translate_ask")}"'
    for person, is_there in ((admin, True), (translator, False)):
        client.force_login(person)
        pages = [client.get(reverse(name)).content.decode() for name in SCREENS]
        assert [address in page for page in pages] == [is_there] * len(SCREENS)
        assert all(f'href="{reverse("translate_remarks")}"' in page for page in pages)


def test_who_may_not_ask_is_led_to_what_is_missing(client, work, translator):
    client.force_login(translator)
    page = client.get(reverse("translate_ask")).content.decode()
    assert f'href="{reverse("translate_matrix")}?state=missing"' in page


def test_files_begin_with_a_language_that_has_texts(client, page, admin):
    make_work(page, admin, language="de")
    client.force_login(admin)
    assert client.get(reverse("translate_files_export")).context["language"] == "de"


def test_the_memory_begins_with_a_translators_own_language(client, admin, translator):
    for place, code in enumerate(("en", "en", "eo")):
        facts = {"source_language": "fr", "target_language": code, "source": "Un", "target": str(place)}
        MemoryUnit.objects.create(**facts, source_digest=str(place), target_digest=str(place))
    for person, pair in ((translator, "fr>eo"), (admin, "fr>en")):
        client.force_login(person)
        assert client.get(reverse("translate_memory")).context["pair"] == pair


def test_time_zones_are_those_that_browsers_know(settings):
    assert {"UTC", "Europe/Paris"} <= set(settings.WAGTAIL_USER_TIME_ZONES)
    assert {"localtime", "Factory"}.isdisjoint(settings.WAGTAIL_USER_TIME_ZONES)
