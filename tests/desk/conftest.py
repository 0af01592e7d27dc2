"""Situations of the publish panel."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.utils import translation
from wagtail.models import GroupPagePermission

from cms.accounts.models import User
from cms.core import wishes
from cms.desk.publish import queries
from tests.factories.accounts import make_superuser
from tests.factories.pages import make_news_index, make_site, text_block

BODY = [{**text_block("<p>Un <b>registre</b> ouvert.</p>"), "id": "11111111-1111-4111-8111-111111111111"}]


def member(name: str, rights: dict[Any, tuple[str, ...]]) -> User:
    """Return somebody who may do, below each root, the named things."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for root, codenames in rights.items():
        for codename in codenames:
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page_id=root.pk, permission=permission)
    user = User.objects.create_user(f"{name}@mondcivitan.example", "a long password", first_name=name.capitalize())
    user.groups.add(group)
    return user


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def homes(db):
    return make_site()


@pytest.fixture
def index(homes):
    return make_news_index(homes["fr"])


@pytest.fixture
def admin(db):
    return make_superuser()


@pytest.fixture
def draft(index):
    """A French piece of news, written and not published."""
    from news.models import NewsPage

    page = NewsPage(
        title="Une lanterne",
        slug="une-lanterne",
        summary="Un gardien allume la lanterne.",
        locale=index.locale,
        live=False,
    )
    page.body = page._meta.get_field("body").to_python(BODY)
    index.add_child(instance=page)
    page.save_revision()
    return page


def rows(page, user) -> dict[str, wishes.Row]:
    return {row.code: row for row in wishes.rows(page=queries.latest_text(page.pk), user=user)}


def written(row: wishes.Row, *texts: str) -> dict[str, str]:
    """Return `texts` by the keys of a row's texts, in their order."""
    return {text.key: words for text, words in zip(row.texts, texts, strict=True)}


class Desk:
    """The panel as somebody's browser shows and posts it."""

    def __init__(self, client, user, page) -> None:
        client.force_login(user)
        self.client, self.address = client, f"/cms/publish/{page.pk}/"

    def open(self, **headers) -> BeautifulSoup:
        response = self.client.get(self.address, headers={"accept-language": "en", **headers})
        assert response.status_code == 200, response.status_code
        return BeautifulSoup(response.content, "html.parser")

    def form(self) -> dict[str, str]:
        """Return what the form would post untouched."""
        found: dict[str, str] = {}
        for field in self.open().select(".mc-publish__form [name]"):
            if field.name == "textarea":
                found[field["name"]] = field.text.lstrip("\n")
            elif field.get("type") not in {"radio", "checkbox"} or field.has_attr("checked"):
                found[field["name"]] = field.get("value", "")
        return found

    def post(self, data: dict[str, str], *, follow: bool = True):
        return self.client.post(self.address, data, follow=follow, headers={"accept-language": "en"})

    def confirm(self, **changes: str):
        return self.post({**self.form(), **changes})


@pytest.fixture
def desk(client, admin, draft) -> Desk:
    return Desk(client, admin, draft)


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def translated(row: wishes.Row, *texts: str) -> dict[str, str]:
    """Return the fields of a language in which these texts are written."""
    fields = {f"{row.code}-{key}": words for key, words in written(row, *texts).items()}
    return {f"{row.code}-wish": "write", **fields}
