"""A page in French, and the people of Esperanto."""

from __future__ import annotations

import pytest

from tests.factories.accounts import make_superuser
from tests.factories.pages import make_page, make_site, text_block
from tests.factories.translations import make_reviewer, make_translator, make_work

BODY = [
    {**text_block("<p>Un <b>registre</b> ouvert.</p><p>Deux mots.</p>"), "id": "11111111-1111-4111-8111-111111111111"}
]


@pytest.fixture
def homes(db):
    return make_site()


@pytest.fixture
def admin(db):
    return make_superuser()


@pytest.fixture
def page(homes):
    return make_page(homes["fr"], "Une lanterne", summary="Un gardien.", body=BODY)


@pytest.fixture
def translator(homes):
    return make_translator("eo", first_name="Ludoviko", last_name="Verda")


@pytest.fixture
def reviewer(homes):
    return make_reviewer("eo", first_name="Zofia", last_name="Brunn")


@pytest.fixture
def work(page, admin):
    return make_work(page, admin)
