"""Tutorials: for whom, in which language, and what was read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.exceptions import ImproperlyConfigured

from cms.accounts.models import User
from cms.accounts.services.people import choose_language
from cms.desk.models import TutorialRead
from cms.desk.panels import GUIDES_SHOWN
from cms.desk.tutorials.registry import Tutorial, guide, register_tutorial, tutorials
from tests.factories.furniture import make_publisher
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db

WRITTEN = ("fr", "en", "es", "de", "eo")


@pytest.fixture
def homes():
    return make_site()


def reader() -> User:
    """Return somebody who may enter the office and nothing more."""
    user = User.objects.create_user("reader@mondcivitan.example", "a long password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def listed(client) -> list[str]:
    shown = BeautifulSoup(client.get("/cms/tutorials/").content, "html.parser")
    return [link["href"].strip("/").rpartition("/")[2] for link in shown.select(".mc-tutorials a")]


@pytest.mark.parametrize("tutorial", tutorials(), ids=lambda tutorial: tutorial.key)
def test_every_tutorial_is_written_in_five_languages_step_by_step(tutorial):
    guides = {code: guide(tutorial, code) for code in WRITTEN}

    assert {code: text.language for code, text in guides.items()} == {code: code for code in WRITTEN}
    assert len({len(text.steps) for text in guides.values()}) == 1
    for one in guides.values():
        assert 3 <= len(one.steps) <= 7
        assert all(step.title and 20 < len(step.text) < 500 for step in one.steps)
    titles = [text.title for text in guides.values()]
    assert len(set(titles)) == len(titles)


def test_unwritten_language_reads_another_with_a_notice(client, homes):
    user = reader()
    choose_language(user=user, language="ar")
    client.force_login(user)

    shown = BeautifulSoup(client.get("/cms/tutorials/second-factor/").content, "html.parser")

    assert shown.html["dir"] == "rtl"
    assert (shown.select_one(".mc-tutorial")["lang"], shown.select_one(".mc-tutorial")["dir"]) == ("en", "ltr")
    assert shown.select_one(".help-info")


def test_tutorials_are_listed_by_what_the_person_may_do(client, homes):
    client.force_login(reader())
    assert listed(client) == ["second-factor"]
    assert client.get("/cms/tutorials/news/").status_code == 404

    client.force_login(make_publisher("fr", homes["fr"], "furniture.alert"))
    found = listed(client)
    assert found[0] == "news"
    assert {"page", "picture", "translate", "form", "trash", "site"} < set(found)
    assert "ask-translation" not in found


def test_read_tutorials_move_to_the_end_and_are_the_persons_own(client, homes):
    user = make_publisher("fr", homes["fr"])
    client.force_login(user)

    for _twice in range(2):
        client.post("/cms/tutorials/news/", {"read": "yes"})
    assert listed(client)[-1] == "news"
    assert TutorialRead.objects.filter(user=user).count() == 1

    client.force_login(make_publisher("eo", homes["eo"]))
    assert listed(client)[0] == "news"


def test_reading_can_be_taken_back(client, homes):
    client.force_login(make_publisher("fr", homes["fr"]))
    client.post("/cms/tutorials/news/", {"read": "yes"})

    client.post("/cms/tutorials/news/", {"read": "no"})

    assert not TutorialRead.objects.exists()
    assert client.post("/cms/tutorials/site/", {"read": "yes"}).status_code == 404


@pytest.mark.parametrize("path", ["/cms/", "/cms/tutorials/"])
@pytest.mark.parametrize("number", [1, 3])
def test_what_was_read_is_one_question(client, homes, path, number):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    user = make_publisher("fr", homes["fr"])
    for tutorial in tutorials()[:number]:
        TutorialRead.objects.create(user=user, key=tutorial.key)
    client.force_login(user)

    with CaptureQueriesContext(connection) as asked:
        client.get(path)

    assert len([query for query in asked if "desk_tutorialread" in query["sql"]]) == 1


def test_desk_shows_a_few_and_leads_to_all(client, homes):
    client.force_login(make_publisher("fr", homes["fr"]))

    desk = BeautifulSoup(client.get("/cms/").content, "html.parser").select_one(".mc-desk")

    assert len(desk.select(".mc-tutorials__item")) == GUIDES_SHOWN < len(listed(client))
    assert desk.select_one(".mc-desk__more a")["href"] == "/cms/tutorials/"


def test_help_menu_leads_to_own_guides_only(client, homes):
    client.force_login(make_publisher("fr", homes["fr"]))

    props = BeautifulSoup(client.get("/cms/").content, "html.parser").select_one("#wagtail-sidebar-props").text

    assert "/cms/tutorials/" in props
    assert "guide.wagtail.org" not in props


def test_desk_and_page_editor_lead_to_them(client, homes):
    page = make_page(homes["fr"], "Histoire")
    client.force_login(make_publisher("fr", homes["fr"]))

    assert BeautifulSoup(client.get("/cms/").content, "html.parser").select(".mc-desk .mc-tutorials a")
    editing = BeautifulSoup(client.get(f"/cms/pages/{page.pk}/edit/").content, "html.parser")
    assert editing.select_one("a[href='/cms/tutorials/'][target=_blank]")


def test_key_is_taken_once_and_needs_a_text(tmp_path: Path):
    with pytest.raises(ImproperlyConfigured, match="twice"):
        register_tutorial(Tutorial("page", tmp_path, "help"))
    with pytest.raises(ImproperlyConfigured, match="no text"):
        register_tutorial(Tutorial("unwritten", tmp_path, "help"))


def test_words_on_screens_stand_out_and_nothing_else_is_markup():
    from cms.desk.tutorials.registry import _marked

    assert _marked("**A & B** <i>") == "<b>A &amp; B</b> &lt;i&gt;"
    for tutorial in tutorials():
        for code in WRITTEN:
            text = guide(tutorial, code)
            assert not re.search(r"\*\*|!", "".join([text.title, text.summary, *(step.text for step in text.steps)]))
