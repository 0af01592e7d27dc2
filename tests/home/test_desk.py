"""What pages and announcements put on the desk, for whom."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.factories.furniture import make_publisher
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db

WRITE = "/cms/pages/create/home/standardpage"
ANNOUNCE = "/cms/snippets/furniture/alert/add/"


@pytest.fixture
def homes():
    return make_site()


def shortcuts(client) -> set[str]:
    shown = BeautifulSoup(client.get("/cms/").content, "html.parser")
    return {link["href"] for link in shown.select(".mc-desk__shortcuts a")}


def test_whoever_adds_pages_somewhere_writes_one_from_the_desk(client, homes):
    client.force_login(make_publisher("fr", homes["fr"]))

    assert WRITE in shortcuts(client)
    assert ANNOUNCE not in shortcuts(client)
    assert client.get(WRITE, follow=True).status_code == 200


def test_whoever_may_announce_does_it_from_the_desk(client, homes):
    client.force_login(make_publisher("fr", homes["fr"], "furniture.alert"))

    assert ANNOUNCE in shortcuts(client)
    assert client.get(ANNOUNCE).status_code == 200


def test_whoever_may_do_neither_is_offered_neither(client, homes):
    publisher = make_publisher("fr", homes["fr"], "furniture.alert")
    publisher.groups.get().page_permissions.all().delete()
    client.force_login(publisher)

    assert not {WRITE, ANNOUNCE} & shortcuts(client)
