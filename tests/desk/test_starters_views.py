"""Screens of starters: who sees, makes, uses, changes and deletes what."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page

from cms.accounts.enums import GroupName
from cms.desk.models import Starter
from cms.desk.starters import services
from home.models import SectionPage, StandardPage
from tests.factories.accounts import make_person, make_superuser
from tests.factories.media import make_image, picture_block
from tests.factories.pages import make_news, make_news_index, make_page, make_site, text_block

pytestmark = pytest.mark.django_db
LIST = "/cms/starters/"


@pytest.fixture
def homes():
    return make_site()


@pytest.fixture
def page(homes):
    return make_page(homes["fr"], "Réunion", body=[text_block("<p>Ordre du jour</p>")])


def writer(root, *, email: str, shares: bool = False):
    """Return somebody who writes below `root` only, and offers starters to everybody if `shares`."""
    group = Group.objects.create(name=email)
    names = ["access_admin", *(["share_starter"] if shares else [])]
    group.permissions.add(*Permission.objects.filter(codename__in=names))
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.create(group=group, page=root, permission=Permission.objects.get(codename=codename))
    user = make_person(email)
    user.groups.add(group)
    return user


@pytest.fixture
def french(homes):
    return writer(homes["fr"], email="fr@example.org")


@pytest.fixture
def german(homes):
    return writer(homes["de"], email="de@example.org")


@pytest.fixture
def keeper(homes):
    return writer(homes["fr"], email="keeper@example.org", shares=True)


def make(page, user, name="Compte rendu", **fields) -> Starter:
    return services.make_starter(page=page, user=user, name=name, **fields)


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def names(client, address: str = LIST) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [item.text for item in soup(response).select(".mc-starters__name")]


def test_editor_makes_a_starter_from_the_menu_of_a_page(client, page, french):
    client.force_login(french)
    address = f"{LIST}make/{page.pk}/"
    assert soup(client.get(f"/cms/pages/{page.pk}/edit/")).select_one(f'a[href^="{address}"]')

    response = client.post(address, {"name": "Compte rendu", "description": "Après chaque réunion", "is_shared": "on"})

    assert response["Location"] == LIST
    starter = Starter.objects.get()
    assert (starter.owner, starter.name, starter.description) == (french, "Compte rendu", "Après chaque réunion")
    assert starter.is_shared is False, "who may not share does not by asking"


def test_who_may_share_does(client, page, keeper):
    client.force_login(keeper)
    client.post(f"{LIST}make/{page.pk}/", {"name": "Compte rendu", "is_shared": "on"})

    assert Starter.objects.get().is_shared is True


def test_groups_that_write_may_share(homes):
    editor = make_person("e@example.org", groups=(GroupName.EDITORS,))

    assert editor.has_perm("desk.share_starter")


def test_page_of_another_tree_makes_no_starter(client, page, german):
    client.force_login(german)

    assert client.get(f"{LIST}make/{page.pk}/").status_code == 302
    client.post(f"{LIST}make/{page.pk}/", {"name": "Volé"})
    client.post(f"{LIST}make/{Page.objects.get(depth=1).pk}/", {"name": "Racine"})

    assert not Starter.objects.exists()


@pytest.mark.parametrize("data", [{}, {"name": ""}, {"name": "x" * 121}, {"name": "a", "description": "x" * 301}])
def test_bad_names_are_refused_with_words(client, page, french, data):
    client.force_login(french)

    response = client.post(f"{LIST}make/{page.pk}/", data)

    assert response.status_code == 200
    assert soup(response).select(".error-message")
    assert not Starter.objects.exists()


def test_limit_is_told_in_the_form(client, page, french, monkeypatch):
    monkeypatch.setattr(services, "MOST_PER_PERSON", 0)
    client.force_login(french)

    response = client.post(f"{LIST}make/{page.pk}/", {"name": "a"}, headers={"accept-language": "en"})

    assert "delete one first" in soup(response).select_one(".error-message").text


def test_list_shows_mine_and_what_is_for_everybody(client, page, french, german, keeper):
    make(page, french, "À moi")
    make(page, keeper, "À tous", is_shared=True)
    make(page, keeper, "Privé")

    client.force_login(french)
    assert names(client) == ["À moi", "À tous"]
    client.force_login(german)
    assert names(client) == ["À tous"]
    client.force_login(make_superuser())
    assert set(names(client)) == {"À moi", "À tous", "Privé"}


def test_list_finds_by_words_and_place(client, page, homes, french):
    index = make_news_index(homes["fr"])
    make(page, french, "Compte rendu", description="Pour l’assemblée")
    make(make_news(index, "Nouvelle"), french, "Invitation")
    client.force_login(french)

    assert names(client, f"{LIST}?q=ASSEMBL+pour") == ["Compte rendu"]
    assert names(client, f"{LIST}?q=invit") == ["Invitation"]
    assert names(client, f"{LIST}?q=rien") == []
    assert names(client, f"{LIST}?parent={index.pk}") == ["Invitation"]
    assert names(client, f"{LIST}?parent={page.pk}") == ["Compte rendu"]


@pytest.mark.parametrize(
    "query", ["parent=abc", "parent=-1", "parent=9999999999999999999999", "p=x", "p=99", "q=" + "a" * 500]
)
def test_bad_questions_show_the_list(client, page, french, query):
    make(page, french)
    client.force_login(french)

    assert client.get(f"{LIST}?{query}").status_code == 200


def test_place_of_others_narrows_nothing_and_names_nothing(client, page, homes, german):
    secret = make_page(homes["fr"], "Projet secret")
    client.force_login(german)

    assert "Projet secret" not in client.get(f"{LIST}?parent={secret.pk}").content.decode()


def test_list_asks_as_much_for_three_as_for_one(client, page, french):
    client.force_login(french)
    make(page, french)
    names(client)
    counts = []
    for more in (0, 2):
        for number in range(more):
            make(page, french, f"Autre {number}")
        with CaptureQueriesContext(connection) as asked:
            names(client)
        counts.append(len(asked))

    assert counts == [12, 12]


def use(client, starter, place, title="Réunion de mai"):
    return client.post(f"{LIST}{starter.pk}/", {"title": title, "place": place.pk if place else ""})


def test_starter_becomes_a_draft_that_opens(client, page, homes, french):
    starter = make(page, french)
    client.force_login(french)
    form = soup(client.get(f"{LIST}{starter.pk}/?parent={page.pk}"))
    assert form.select_one("input[name=place]")["value"] == str(page.pk)

    response = use(client, starter, page)

    made = StandardPage.objects.get(title="Réunion de mai")
    assert response["Location"] == f"/cms/pages/{made.pk}/edit/"
    assert (made.get_parent().pk, made.owner, made.live) == (page.pk, french, False)
    assert "Ordre du jour" in client.get(response["Location"]).content.decode()


def test_place_is_judged_for_the_person_and_the_type(client, page, homes, french):
    standard, section = make(page, french), make(make_page(homes["fr"], "S", kind=SectionPage), french)
    foreign = make_page(homes["de"], "Deutsch")
    client.force_login(french)
    before = Page.objects.count()

    for starter, place in (
        (standard, foreign),
        (section, page),
        (standard, Page.objects.get(depth=1)),
        (standard, None),
    ):
        response = use(client, starter, place)
        assert response.status_code == 200
        assert soup(response).select(".error-message")

    assert Page.objects.count() == before


@pytest.mark.parametrize(
    "data", [{"title": ""}, {"title": "x" * 256}, {"place": "abc"}, {"place": "999999"}, {"place": "1' OR"}]
)
def test_bad_answers_are_refused(client, page, french, data):
    starter = make(page, french)
    client.force_login(french)
    before = Page.objects.count()

    response = client.post(f"{LIST}{starter.pk}/", {"title": "Titre", "place": page.pk, **data})

    assert response.status_code == 200
    assert Page.objects.count() == before


def test_content_that_breaks_a_rule_of_today_is_told(client, page, french):
    starter = make(page, french)
    starter.content["picture_alt"] = "x" * 300
    starter.save()
    client.force_login(french)

    response = use(client, starter, page)

    assert soup(response).select_one(".error-message").text
    assert not StandardPage.objects.filter(title="Réunion de mai").exists()


def test_what_was_skipped_is_said(client, page, french):
    starter = make(page, french)
    starter.content["body"].append({"type": "carousel", "value": {}, "id": "x"})
    starter.save()
    client.force_login(french)

    response = client.post(
        f"{LIST}{starter.pk}/", {"title": "T", "place": page.pk}, headers={"accept-language": "en"}, follow=True
    )

    assert "carousel" in " ".join(item.text for item in soup(response).select(".messages"))


def test_picture_of_a_collection_that_is_not_the_persons_is_left_out(client, page, homes, french, keeper):
    image = make_image()
    shared = make(make_page(homes["fr"], "Avec image", live=False, body=[picture_block(image)]), keeper, is_shared=True)
    own_place = writer(homes["en"], email="en@example.org")
    client.force_login(own_place)

    use(client, shared, homes["en"], "Without")

    assert len(StandardPage.objects.get(title="Without").body) == 0


def test_others_private_starters_do_not_exist(client, page, french, german):
    starter = make(page, french)
    client.force_login(german)

    for ending in ("", "preview/", "change/", "delete/"):
        assert client.get(f"{LIST}{starter.pk}/{ending}").status_code == 404
        assert client.post(f"{LIST}{starter.pk}/{ending}", {"name": "x"}).status_code in {404, 405}
    assert Starter.objects.get().name == "Compte rendu"


def test_shared_starters_are_changed_by_their_maker_and_by_those_who_share(client, page, french, keeper, german):
    starter = make(page, french, is_shared=True)

    client.force_login(german)
    assert client.get(f"{LIST}{starter.pk}/change/").status_code == 302
    client.post(f"{LIST}{starter.pk}/delete/")
    assert Starter.objects.filter(pk=starter.pk).exists()
    client.force_login(french)
    client.post(f"{LIST}{starter.pk}/change/", {"name": "Autre nom", "description": ""})
    starter.refresh_from_db()
    assert (starter.name, starter.is_shared) == ("Autre nom", True), "who may not share leaves the audience"
    client.force_login(keeper)
    client.post(f"{LIST}{starter.pk}/change/", {"name": "Autre nom", "description": ""})
    starter.refresh_from_db()
    assert starter.is_shared is False


def test_deleting_asks_first(client, page, french):
    starter = make(page, french)
    client.force_login(french)

    assert client.get(f"{LIST}{starter.pk}/delete/").status_code == 200
    assert Starter.objects.exists()
    assert client.post(f"{LIST}{starter.pk}/delete/")["Location"] == LIST
    assert not Starter.objects.exists()


def test_preview_shows_the_text_in_its_language(client, page, homes, french):
    starter = make(page, french)
    news = make(make_news(make_news_index(homes["fr"]), "Nouvelle", body=[text_block("<p>Du nouveau</p>")]), french)
    client.force_login(french)

    shown = client.get(f"{LIST}{starter.pk}/preview/", headers={"accept-language": "de"})

    assert shown.status_code == 200
    assert "Ordre du jour" in shown.content.decode()
    assert soup(shown).html["lang"] == "fr" or soup(shown).main["lang"] == "fr"
    assert "Du nouveau" in client.get(f"{LIST}{news.pk}/preview/").content.decode()


def test_starter_of_a_type_that_is_gone_is_only_deleted(client, page, french):
    from django.contrib.contenttypes.models import ContentType

    starter = make(page, french)
    starter.kind = ContentType.objects.create(app_label="old", model="oldpage")
    starter.save()
    client.force_login(french)

    assert names(client) == ["Compte rendu"]
    assert client.get(f"{LIST}{starter.pk}/").status_code == 404
    assert client.get(f"{LIST}{starter.pk}/preview/").status_code == 404
    assert client.post(f"{LIST}{starter.pk}/delete/").status_code == 302


def test_starters_are_offered_where_pages_are_added(client, page, homes, french, german):
    client.force_login(french)
    assert soup(client.get("/cms/")).select_one(f'.mc-desk__shortcuts a[href="{LIST}"]') is None, "none to use yet"
    make(page, french)

    assert soup(client.get("/cms/")).select_one(f'.mc-desk__shortcuts a[href="{LIST}"]')
    assert soup(client.get(f"/cms/pages/{homes['fr'].pk}/add_subpage/")).select_one(
        f'main a[href="{LIST}?parent={homes["fr"].pk}"]'
    )
    assert soup(client.get(f"/cms/pages/{homes['fr'].pk}/")).select_one(f'a[href="{LIST}?parent={homes["fr"].pk}"]')
    client.force_login(german)
    assert soup(client.get("/cms/")).select_one(f'.mc-desk__shortcuts a[href="{LIST}"]') is None


def test_hostile_name_is_text(client, page, french):
    make(page, french, "<script>alert(1)</script>", description='"><img src=x onerror=alert(1)>')
    client.force_login(french)

    listed = soup(client.get(LIST))

    assert listed.select_one(".mc-starters__name").text == "<script>alert(1)</script>"
    assert listed.select_one(".mc-starters img") is None
