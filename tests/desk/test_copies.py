"""A page is copied to several places, each judged by itself, as drafts that belong to no translation of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from cms.desk.copies import permissions, services
from home.models import FormPage, SectionPage, StandardPage
from tests.factories.accounts import make_person, make_superuser
from tests.factories.forms import QUESTIONS, make_form, translate_form
from tests.factories.pages import make_page, make_section, make_site, text_block, translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return make_site()


@pytest.fixture
def page(homes):
    return make_page(homes["fr"], "Histoire", slug="histoire", body=[text_block("<p>Texte</p>")])


def writer(*roots, email: str = "fr@example.org"):
    """Return somebody who writes below `roots` only."""
    group = Group.objects.create(name=email)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for root in roots:
        for codename in ("add_page", "change_page"):
            permission = Permission.objects.get(codename=codename)
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    user = make_person(email)
    user.groups.add(group)
    return user


def copies_of(page) -> list[StandardPage]:
    return list(StandardPage.objects.filter(title=page.title).exclude(pk=page.pk).order_by("pk"))


def send(client, page, **data):
    return client.post(f"/cms/copies/{page.pk}/", data, headers={"accept-language": "en"})


def errors(response) -> str:
    assert response.status_code == 200
    return " ".join(item.text for item in BeautifulSoup(response.content, "html.parser").select(".error-message"))


def test_copy_is_a_draft_of_its_place_without_tie(homes, page):
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.locked = True
    page.save()

    copy = services.copy_page(page=page, parent=homes["de"], user=None)

    copy = StandardPage.objects.get(pk=copy.pk)
    assert (copy.live, copy.locale.language_code, copy.slug) == (False, "de", "histoire")
    assert (copy.go_live_at, copy.locked, copy.alias_of_id, copy.first_published_at) == (None, False, None, None)
    assert copy.translation_key != page.translation_key
    assert copy.get_latest_revision_as_object().locale.language_code == "de"
    assert "Texte" in str(copy.body)


def test_newest_draft_is_copied(homes, page):
    page.title = "Histoire revue"
    page.body = page._meta.get_field("body").to_python([text_block("<p>Brouillon</p>")])
    page.save_revision()

    copy = services.copy_page(page=Page.objects.get(pk=page.pk), parent=homes["fr"], user=None).specific

    assert (copy.title, copy.draft_title, copy.slug) == ("Histoire revue", "Histoire revue", "histoire-1")
    assert "Brouillon" in str(copy.body)


def test_pages_below_come_along_in_the_language_of_the_place(homes, page):
    child = make_page(page, "Enfant")
    make_page(child, "Petit-enfant")
    make_page(page, "Second")

    copy = services.copy_page(page=page, parent=homes["eo"], user=None, with_children=True)

    below = list(Page.objects.descendant_of(copy).order_by("path"))
    assert [(item.title, item.depth, item.locale.language_code, item.live) for item in below] == [
        ("Enfant", 4, "eo", False),
        ("Petit-enfant", 5, "eo", False),
        ("Second", 4, "eo", False),
    ]
    assert Page.objects.get(pk=copy.pk).numchild == 2
    assert {item.specific.get_latest_revision_as_object().locale.language_code for item in below} == {"eo"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_copy_below_itself_is_possible_without_children(homes, page):
    user = make_superuser()
    assert permissions.may_copy_to(user, page, page)
    assert not permissions.may_copy_to(user, page, page, with_children=True)
    assert not permissions.may_copy_to(user, page, make_page(page, "Enfant"), with_children=True)


def test_form_offers_the_place_in_the_persons_languages(client, homes):
    section = make_section(homes["fr"], "Section")
    translate_page(section, "de", "Abteilung")
    translate_page(section, "eo", "Sekcio")
    page = make_page(section, "Histoire")
    client.force_login(writer(homes["fr"], homes["de"]))

    shown = BeautifulSoup(client.get(f"/cms/copies/{page.pk}/").content, "html.parser")

    labels = [label.text.strip() for label in shown.select("label:has(input[name=counterparts])")]
    assert len(labels) == 2
    assert "Section" in labels[0]
    assert "Abteilung" in labels[1]


def test_several_places_at_once_and_links_to_each(client, homes, page):
    client.force_login(writer(homes["fr"], homes["de"], homes["eo"]))
    other = make_page(homes["fr"], "Ailleurs")

    response = send(client, page, counterparts=[homes["de"].pk, homes["eo"].pk], other_1=other.pk, other_2=other.pk)

    made = copies_of(page)
    assert {copy.get_parent().pk for copy in made} == {homes["de"].pk, homes["eo"].pk, other.pk}
    assert len(made) == 3
    shown = BeautifulSoup(client.get(response["Location"]).content, "html.parser")
    for copy in made:
        assert shown.select_one(f'main a[href="/cms/pages/{copy.pk}/edit/"]')


def test_each_posted_place_is_judged(client, homes, page):
    german_page = make_page(homes["de"], "Deutsche Seite")
    client.force_login(writer(homes["fr"]))
    own = make_page(homes["fr"], "Ailleurs")

    assert errors(send(client, page, counterparts=[homes["de"].pk]))
    assert "may not put" in errors(send(client, page, other_1=own.pk, other_2=german_page.pk))
    refused = send(client, page, other_1=german_page.pk)
    assert "Deutsche Seite" not in refused.content.decode()
    assert errors(send(client, page, other_1=Page.objects.get(depth=1).pk))
    assert copies_of(page) == []


@pytest.mark.parametrize(
    "data", [{}, {"other_1": "abc"}, {"other_1": "1' OR"}, {"other_1": "999999"}, {"counterparts": ["x"]}]
)
def test_bad_answers_are_refused(client, homes, page, data):
    client.force_login(writer(homes["fr"]))

    assert errors(send(client, page, **data))
    assert copies_of(page) == []


def test_type_rules_hold(client, homes):
    section = make_page(homes["fr"], "Section", kind=SectionPage)
    page = make_page(homes["fr"], "Page")
    client.force_login(writer(homes["fr"]))

    assert errors(send(client, section, other_1=page.pk))


def test_source_of_another_tree_is_not_copied(client, homes, page):
    client.force_login(writer(homes["de"]))

    assert client.get(f"/cms/copies/{page.pk}/").status_code == 302
    send(client, page, other_1=homes["de"].pk)
    assert client.get(f"/cms/copies/{page.pk}/done/?made={page.pk}").status_code == 302
    assert copies_of(page) == []


def test_children_that_are_not_the_persons_stay(client, homes, page):
    """Who may only add sees their own pages: a subtree with others' pages is not theirs to copy."""
    make_page(page, "D’autrui")
    user = writer(homes["de"])
    group = user.groups.get()
    own = make_page(homes["fr"], "À moi", owner=user)
    GroupPagePermission.objects.create(
        group=group, page=homes["fr"], permission=Permission.objects.get(codename="add_page")
    )
    make_page(own, "D’autrui encore")

    assert permissions.may_copy(user, own)
    assert not permissions.may_copy_below(user, own)
    assert not permissions.may_copy_to(user, own, homes["de"], with_children=True)
    client.force_login(user)
    send(client, own, other_1=homes["de"].pk, with_children="on")
    assert copies_of(own)[0].get_children().count() == 0


def test_too_many_pages_are_refused(client, homes, page, monkeypatch):
    monkeypatch.setattr("cms.desk.copies.forms.MOST_PAGES", 3)
    make_page(page, "Enfant")
    client.force_login(make_superuser())

    too_many = send(client, page, counterparts=[homes["de"].pk, homes["eo"].pk], with_children="on")

    assert "more than 3 pages" in errors(too_many)
    assert copies_of(page) == []
    assert send(client, page, counterparts=[homes["de"].pk], with_children="on").status_code == 302


def test_result_shows_only_what_the_person_edits(client, homes, page):
    secret = make_page(homes["de"], "Geheim")
    client.force_login(writer(homes["fr"]))

    shown = client.get(
        f"/cms/copies/{page.pk}/done/?made={secret.pk}&made=abc&made=99999999999999999999&made={page.pk}"
    )

    assert shown.status_code == 200
    assert "Geheim" not in shown.content.decode()


def test_copying_is_offered_in_the_menus(client, homes, page):
    client.force_login(writer(homes["fr"]))

    assert f'href="/cms/copies/{page.pk}/"' in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert f'href="/cms/copies/{page.pk}/"' in client.get(f"/cms/pages/{homes['fr'].pk}/").content.decode()


def test_form_in_another_language_can_be_translated_back(homes):
    form = make_form(parent=homes["fr"])
    copy = FormPage.objects.get(pk=services.copy_page(page=form, parent=homes["en"], user=None).pk)

    assert {field.locale.language_code for field in copy.form_fields.all()} == {"en"}
    assert {field.locale.language_code for field in copy.get_latest_revision_as_object().form_fields.all()} == {"en"}
    french = translate_form(copy, "fr", "Retour", QUESTIONS, slug="retour")
    assert [field.label for field in french.form_fields.all()] == [item["label"] for item in QUESTIONS]
