"""The story as it stands in the database: every language its own text, every page readable, few questions asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from centres.affiliation.models import Application, Correspondent
from centres.affiliation.reports.queries import last_year, owing_centres
from centres.models import Centre
from centres.pages import CentrePage
from cms.core.translations import own_texts
from cms.desk.models import TrashEntry
from home.models import HomePage
from news.models import NewsPage
from tests.factories.media import media_stores_in
from tests.factories.pages import make_site

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Questions that one page may ask of the database, the page store absent.
MOST_QUERIES = 12


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Tell the whole story once for this module, with its files, and take it back."""
    with media_stores_in(tmp_path_factory.mktemp("story")), django_db_blocker.unblock():
        make_site()  # before the transaction: it may have to lay the database anew
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(transaction, "on_commit", lambda function, *args, **kwargs: function())
                # Sizes of pictures are tested elsewhere, and take longer than the story.
                with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}):
                    call_command("demo", verbosity=0)
                call_command("search_rebuild", verbosity=0)
            yield
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def fresh_ground(told, db) -> None:
    """Replace the harness's fixture: here all tests share the story's files."""
    cache.clear()


def texts(page: Page) -> set[str]:
    """Return the texts of a page that a translator meets and that hold words."""
    segments = (item for item in extract_segments(page.specific) if isinstance(item, StringSegmentValue))
    # A centre's name is its name in every language; these words are the same in French and in English.
    left_out = {"slug", "title"} if page.specific_class is CentrePage else {"slug"}
    found = {item.string.data for item in segments if item.path not in left_out} - {"Contact", "Blog"}
    return {text for text in found if re.search(r"[^\W\d_]{4}", re.sub(r"<[^>]+>", "", text))}


def test_no_live_text_of_another_language_equals_its_source():
    groups: defaultdict[object, dict[str, Page]] = defaultdict(dict)
    for page in own_texts(Page.objects.live().filter(depth__gte=2)).select_related("locale"):
        groups[page.translation_key][page.locale.language_code] = page
    equal = []
    compared = 0
    for group in groups.values():
        # A centre writes first in its own language.
        first = (
            settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in group else min(group, key=lambda code: group[code].pk)
        )
        source = texts(group[first])
        for code, page in group.items():
            if code != first:
                compared += 1
                equal += [f"{code} {page.title}: {text[:60]}" for text in source & texts(page)]

    assert compared >= 80
    assert equal == []


@pytest.mark.parametrize(
    "language", [code if code == "eo" else pytest.param(code, marks=pytest.mark.prove) for code in LANGUAGES]
)
def test_every_page_is_readable_in_every_language(client, language):
    marked = 0
    # What is closed to visitors, as a closed centre, has tests of its own.
    for page in own_texts(Page.objects.live().public().filter(locale__language_code="fr", depth__gte=2)):
        response = client.get(page.get_url().replace("/fr/", f"/{language}/", 1), follow=True)
        shown = BeautifulSoup(response.content, "html.parser")

        assert response.status_code == 200
        assert shown.html["lang"] == language
        is_foreign = shown.main.get("lang", language) != language
        assert bool(shown.select_one(".language-notice:not(.age-notice)")) is is_foreign
        marked += is_foreign

    open_to_all = own_texts(Page.objects.live().public().filter(depth__gte=2))
    french = open_to_all.filter(locale__language_code="fr")
    sources = french.count()
    keys = french.values("translation_key")
    expected = open_to_all.filter(locale__language_code=language, translation_key__in=keys).count()
    assert marked == sources - expected


def test_links_written_in_the_story_are_links_on_the_page(client):
    page = Page.objects.get(slug="contact", locale__language_code="fr", depth=3)

    shown = BeautifulSoup(client.get(page.get_url()).content, "html.parser")

    assert {link["href"] for link in shown.select(".prose a")} == {"/fr/contact/formulaire/", "/fr/s-inscrire/"}


@pytest.mark.prove
def test_internal_links_lead_somewhere(client):
    links = set()
    for page in own_texts(Page.objects.live().public().filter(depth__gte=2)).select_related("locale"):
        shown = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
        links |= {link["href"].partition("#")[0] for link in shown.select("a[href^='/']")}
    broken = {link: client.get(link, follow=True).status_code for link in sorted(links) if link}

    assert len(links) > 150
    assert {link: status for link, status in broken.items() if status != 200} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_and_article_ask_few_questions(client, language):
    home = HomePage.objects.get(locale__language_code="fr")
    article = NewsPage.objects.filter(locale__language_code="fr", picture__isnull=False).latest("date")
    asked = {}
    client.cookies["reader"] = "whose pages are not stored"
    for page in (home, article):
        address = page.get_url().replace("/fr/", f"/{language}/", 1)
        address = client.get(address, follow=True).request["PATH_INFO"]
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[page.title] = len(queries)

    assert max(asked.values()) <= MOST_QUERIES, asked


def test_every_language_finds_its_own_words(client):
    for language, word in {"fr": "inscription", "en": "registration", "eo": "registrigxi", "de": "Weltbürger"}.items():
        shown = BeautifulSoup(client.get(f"/{language}/search/?q={word}").content, "html.parser")

        assert shown.select("main mark"), word


def test_trash_holds_something_to_look_at():
    assert [entry.languages for entry in TrashEntry.objects.defer("snapshot")] == [["fr"]]


def test_the_network_has_every_state_and_something_waits_for_the_secretariat():
    assert set(Centre.objects.values_list("state", flat=True)) == {"affiliated", "dormant", "suspended", "closed"}
    states = set(Application.objects.values_list("state", flat=True))
    assert states == {"accepted", "received", "reading", "asked", "refused"}
    people = list(Correspondent.objects.all())
    assert [person.name for person in people if person.may_be_struck_off] == ["Mirela Stanciu"]
    assert [person.name for person in people if person.is_near_the_limit] == ["Kofi Amsel"]
    assert owing_centres(last_year()).filter(name="Verdavilo").exists()
