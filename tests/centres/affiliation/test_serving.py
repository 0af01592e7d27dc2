"""What visitors meet where a centre is suspended or closed."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from centres.affiliation.network.services import act_named, perform
from centres.enums import CentreState, Role
from centres.services import change_state, open_microsite
from cms.core import page_store
from home.models import StandardPage
from news.models import NewsIndexPage
from search.services import rebuild
from tests.factories.centres import make_member, make_microsite
from tests.factories.pages import make_news, make_page, make_site

pytestmark = pytest.mark.django_db
WORD = "Zirkonwort"
SEARCH = f"/fr/search/?q={WORD}"


@pytest.fixture
def centre():
    make_site()
    found = make_microsite("Lunville", languages=("fr", "eo"))
    home = found.pages.get(locale__language_code="fr")
    make_page(home, WORD, kind=StandardPage, slug="deep", show_in_menus=True)
    blog = NewsIndexPage.objects.descendant_of(home).get()
    make_news(blog, f"{WORD} nouvelle")
    return found


def move(centre, state: CentreState) -> None:
    change_state(centre=centre, state=state, actor=None, reason="test")
    page_store.forget()


PLACES = ("/fr/centres/lunville/", "/eo/centres/lunville/", "/en/centres/lunville/", "/fr/centres/lunville/deep/")


@pytest.mark.parametrize(("state", "status"), [(CentreState.SUSPENDED, 200), (CentreState.CLOSED, 410)])
def test_every_page_in_every_language_is_the_notice(client, centre, state, status):
    assert WORD in client.get(PLACES[3]).content.decode()

    move(centre, state)

    for place in PLACES:
        response = client.get(place)
        assert response.status_code == status, place
        assert response["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert WORD not in response.content.decode()
        assert "no-store" in response["Cache-Control"]


def test_nothing_of_it_is_found_anywhere(client, centre):
    rebuild()
    found = {place: client.get(place).content.decode() for place in ("/sitemap.xml", "/fr/centres/", SEARCH)}
    assert all("/fr/centres/lunville/" in text for text in found.values())

    move(centre, CentreState.SUSPENDED)

    assert "/centres/lunville/" not in client.get("/sitemap.xml").content.decode()
    assert "/centres/lunville/" not in client.get("/fr/centres/").content.decode()
    assert "/centres/lunville/" not in client.get(SEARCH).content.decode()
    assert WORD not in client.get("/feeds/fr/news/", follow=True).content.decode()


def test_it_comes_back_whole(client, centre):
    move(centre, CentreState.SUSPENDED)
    move(centre, CentreState.AFFILIATED)

    assert WORD in client.get(PLACES[3]).content.decode()
    assert not PageViewRestriction.objects.exists()


def test_hiding_asks_nothing_of_the_database_for_other_pages(client, centre, django_assert_max_num_queries):
    other = make_microsite("Oslund", languages=("fr",), country="NO")
    move(centre, CentreState.CLOSED)
    client.get(other.pages.get().url)

    with django_assert_max_num_queries(12):
        client.get(other.pages.get().url)


def test_a_language_added_while_suspended_is_hidden_too(client, centre):
    move(centre, CentreState.SUSPENDED)
    centre.languages.create(code="de", order=9)

    open_microsite(centre=centre, actor=None)
    page = centre.pages.get(locale__language_code="de")
    page.save_revision().publish()
    page_store.forget()

    assert "noindex" in client.get("/de/centres/lunville/")["X-Robots-Tag"]


def test_the_team_is_locked_out_at_the_next_request(client, centre):
    manager = make_member(centre, Role.MANAGER)
    client.force_login(manager)
    edit = f"/cms/pages/{centre.pages.first().pk}/edit/"
    assert client.get(edit).status_code == 200

    perform(centre=centre, act=act_named(centre, name="suspend"), actor=None, reason="test")

    assert client.get(edit).status_code in (302, 403)
