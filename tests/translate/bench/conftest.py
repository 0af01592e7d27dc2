"""People and translations of the bench."""

from __future__ import annotations

import pytest
from django.utils import translation as languages

from cms.accounts.enums import reviewers, translators
from tests.desk.conftest import member
from tests.factories.accounts import make_person, make_superuser
from tests.factories.bench import begin_translation, make_source
from tests.factories.pages import make_site


@pytest.fixture(autouse=True)
def english():
    with languages.override("en"):
        yield


@pytest.fixture
def translator(db):
    return make_person("ludoviko@mondcivitan.example", groups=(translators("eo"),))


@pytest.fixture
def reviewer(db):
    return make_person("zofia@mondcivitan.example", groups=(reviewers("eo"),))


@pytest.fixture
def editor(db):
    """Somebody who writes and publishes in French only."""
    return member("edith", {make_site()["fr"]: ("add_page", "change_page", "publish_page")})


@pytest.fixture
def admin(db):
    return make_superuser()


@pytest.fixture
def page(db, editor):
    return make_source(owner=editor)


@pytest.fixture
def eo(page, admin):
    """The translation of the page into Esperanto, begun and empty."""
    return begin_translation(page, user=admin)


def line(translation, source: str):
    """Return the text of a bench whose source is, or begins with, the words."""
    from cms.translate.bench import queries

    return next(item for item in queries.bench_of(translation).lines if item.source.startswith(source))
