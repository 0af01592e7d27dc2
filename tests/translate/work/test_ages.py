"""What visitors read on a translation that is older than its source."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from cms.translate.models import Work
from cms.translate.work import services
from tests.factories.pages import make_page
from tests.factories.translations import make_reviewer, make_work, publish_work

pytestmark = pytest.mark.django_db


def notice(client, page) -> str | None:
    response = client.get(page.get_url())
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").select_one(".language-notice")
    return " ".join(found.get_text(" ").split()) if found else None


@pytest.mark.parametrize("language", ["eo", "ar"])
def test_an_older_translation_says_so_until_it_is_new_again(
    client, page, admin, language, django_capture_on_commit_callbacks
):
    person = make_reviewer(language)
    work = publish_work(make_work(page, admin, language), person, person)
    target = work.translation.get_target_instance()
    assert notice(client, target) is None
    page.refresh_from_db()
    page.summary = "Une gardienne."
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    found = BeautifulSoup(client.get(target.get_url()).content, "html.parser").select_one(".language-notice")
    assert found.a["href"] == page.get_url()
    assert found.a["hreflang"] == "fr"
    assert notice(client, page) is None
    with django_capture_on_commit_callbacks(execute=True):
        services.wave_through(instance=page, user=admin)
    assert notice(client, target) is None


def test_the_notice_asks_no_question_of_the_database(client, page, admin, django_assert_num_queries):
    person = make_reviewer("eo")
    target = publish_work(make_work(page, admin), person, person).translation.get_target_instance()
    client.get(target.get_url())

    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            client.get(target.get_url(), {"unknown": "1"})
        return len(found)

    before = count()
    Work.objects.update(outdated_since="2026-01-01T00:00Z")
    from cms.core import page_store

    page_store.forget()
    client.get(target.get_url(), {"unknown": "2"})
    assert notice(client, target) is not None
    assert count() == before


def test_a_source_that_is_gone_is_not_linked(client, page, admin, django_capture_on_commit_callbacks):
    person = make_reviewer("eo")
    target = publish_work(make_work(page, admin), person, person).translation.get_target_instance()
    Work.objects.update(outdated_since="2026-01-01T00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert notice(client, target) is None


def test_a_text_of_its_own_has_no_age(client, homes):
    assert notice(client, make_page(homes["eo"], "Propra")) is None
