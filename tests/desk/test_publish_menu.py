"""The button of the panel in the editor, with and without scripts."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from news.models import NewsPage
from tests.desk.conftest import member

pytestmark = pytest.mark.django_db
NEWS = {
    "title": "Le pont",
    "slug": "le-pont",
    "summary": "Il relie.",
    "picture": "",
    "picture_alt": "",
    "date": "2026-05-01",
    "byline": "",
    "authorships-TOTAL_FORMS": "0",
    "authorships-INITIAL_FORMS": "0",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "action-open-publish": "1",
}


def buttons(client, address: str) -> list[str]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return [button.get("name", "") for button in page.select("footer button[type=submit]")]


def test_the_panel_is_the_first_action_and_the_plain_ones_stay_behind_it(client, admin, draft, index):
    client.force_login(admin)
    for address in (f"/cms/pages/add/news/newspage/{index.pk}/", f"/cms/pages/{draft.pk}/edit/"):
        names = buttons(client, address)
        assert names[0] == "action-open-publish"
        assert "action-publish" in names


def test_a_locked_page_has_no_button(client, admin, draft, homes):
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=admin)
    client.force_login(member("noor", {homes["fr"]: ("change_page", "publish_page")}))

    assert "action-open-publish" not in buttons(client, f"/cms/pages/{draft.pk}/edit/")


def test_without_scripts_the_draft_is_saved_and_the_panel_follows(client, admin, index):
    client.force_login(admin)
    answer = client.post(f"/cms/pages/add/news/newspage/{index.pk}/", NEWS)
    page = NewsPage.objects.get(slug="le-pont")
    assert (answer.status_code, answer["Location"], page.live) == (302, f"/cms/publish/{page.pk}/", False)

    answer = client.post(f"/cms/pages/{page.pk}/edit/", NEWS | {"summary": "Il relie les rives."})
    assert answer["Location"] == f"/cms/publish/{page.pk}/"
    saved = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.summary == "Il relie les rives."


def test_new_news_begins_with_a_text_ready_to_be_typed(client, admin, index, draft):
    client.force_login(admin)
    new = client.get(f"/cms/pages/add/news/newspage/{index.pk}/").context["form"]
    assert [block.block_type for block in new["body"].value()] == ["text"]
    kept = client.get(f"/cms/pages/{draft.pk}/edit/").context["form"]
    assert len(kept["body"].value()) == 1
    assert "registre" in str(kept["body"].value())
