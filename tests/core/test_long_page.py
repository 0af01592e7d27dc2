"""A page of sixty nested blocks: opened, saved and published in the editor, shown with few questions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.models import User
from home.models import StandardPage
from tests.factories.blocks import long_body
from tests.factories.pages import make_page, make_site
from tools.bench_editor import form_data, page_form

pytestmark = pytest.mark.django_db
# Questions of the database when the pictures have all their sizes: those of a short page, one for the files of each
# kind of block, and one for the sizes of all pictures.
QUERIES = 14


@pytest.fixture
def page():
    return make_page(make_site()["fr"], "Longue page", body=long_body(60))


def count(value: Any) -> int:
    """Return how many blocks a stored body holds, nested ones too."""
    if isinstance(value, dict):
        return ("type" in value and value["type"] != "item") + sum(count(item) for item in value.values())
    return sum(count(item) for item in value) if isinstance(value, list) else 0


def test_it_has_sixty_blocks(page):
    raw = list(page.body.raw_data)

    assert count(raw) == 60
    assert any(item["type"] == "columns" for item in raw)


def test_editor_opens_saves_and_publishes_it_without_change(client, page):
    client.force_login(User.objects.create_superuser("admin@mondcivitan.example", "a long password"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    before = StandardPage.objects.get(pk=page.pk).body.get_prep_value()

    opened = client.get(edit)
    saved = client.post(edit, page_form(page))
    published = client.post(edit, page_form(page, **{"action-publish": "1", "title": "Page longue"}))

    after = StandardPage.objects.get(pk=page.pk)
    assert (opened.status_code, saved.status_code, published.status_code) == (200, 302, 302)
    assert after.title == "Page longue"
    assert words(after.body.get_prep_value()) == words(before)


def words(stored: Any) -> list[str]:
    """Return kinds, texts and numbers of a stored body in their order, without ids and the editor's marks."""
    if isinstance(stored, dict):
        return [item for name, value in sorted(stored.items()) if name != "id" for item in words(value)]
    if isinstance(stored, list):
        return [item for value in stored for item in words(value)]
    text = re.sub("<[^>]*>", "", stored) if isinstance(stored, str) else ""
    return [text] if text else []


def test_it_asks_few_questions(client, page):
    client.cookies["reader"] = "whose pages are not stored"
    assert client.get(page.get_url()).status_code == 200

    with CaptureQueriesContext(connection) as queries:
        response = client.get(page.get_url())

    assert len(BeautifulSoup(response.content, "html.parser").select(".body .body__block")) == 60
    assert len(queries) == QUERIES


def test_form_data_is_what_the_blocks_read_back(page):
    block = page._meta.get_field("body").stream_block

    again = block.value_from_datadict(form_data(block, page.body, "body"), {}, "body")

    assert words(block.get_prep_value(again)) == words(page.body.get_prep_value())
