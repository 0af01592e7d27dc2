"""Files are private until a published, open page uses them, and private again afterwards."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import storages
from wagtail.models import PageViewRestriction

from cms.accounts.models import User
from cms.library import services
from home.models import StandardPage
from tests.factories.media import document_block, make_document, make_image, picture_block
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db
FILTER = "width-40"


@pytest.fixture
def home():
    return make_site()["fr"]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def public_file(image) -> str:
    image.refresh_from_db()
    return image.get_rendition(FILTER).file.name


def test_picture_of_a_draft_is_private(client, home):
    image = make_image()
    make_page(home, "Brouillon", live=False, picture=image, body=[picture_block(image)])

    rendition = image.get_rendition(FILTER)

    assert rendition.url == f"/cms/media/rendition/{rendition.pk}/"
    assert client.get(rendition.url).status_code == 404
    assert client.get(f"/media/{rendition.file.name}").status_code == 404
    assert not storages["public"].exists(rendition.file.name)


def test_publication_makes_existing_and_later_renditions_public(client, home):
    image = make_image()
    before = image.get_rendition("width-20")
    make_page(home, "Publiée", body=[picture_block(image)])
    image.refresh_from_db()

    image.get_renditions("width-30", "width-31")

    assert before.filter_spec == "width-20"
    for rendition in image.renditions.all():
        response = client.get(rendition.url)
        assert (response.status_code, rendition.url) == (200, f"/media/{rendition.file.name}")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert "immutable" in response["Cache-Control"]


def test_unpublication_takes_the_picture_back(client, home, commit):
    image = make_image()
    page = make_page(home, "Publiée", picture=image)
    name = public_file(image)

    with commit():
        page.unpublish()

    image.refresh_from_db()
    assert not image.is_public
    assert client.get(f"/media/{name}").status_code == 404


def test_picture_of_two_pages_stays_until_the_last_goes(home, commit):
    image = make_image()
    first, second = make_page(home, "Une", picture=image), make_page(home, "Deux", body=[picture_block(image)])
    name = public_file(image)

    with commit():
        first.unpublish()
    assert storages["public"].exists(name)
    with commit():
        second.delete()

    assert not storages["public"].exists(name)


def test_picture_that_an_edit_drops_is_taken_back(home, commit):
    image = make_image()
    page = make_page(home, "Publiée", body=[picture_block(image)])
    name = public_file(image)

    page = StandardPage.objects.get(pk=page.pk)
    page.body = []
    with commit():
        page.save_revision().publish()

    assert not storages["public"].exists(name)


def test_draft_that_drops_a_picture_changes_nothing_for_visitors(home, commit):
    image = make_image()
    page = make_page(home, "Publiée", body=[picture_block(image)])
    name = public_file(image)

    page.body = []
    with commit():
        page.save_revision()

    assert storages["public"].exists(name)


def test_restriction_takes_back_and_its_end_gives_again(home, commit):
    image = make_image()
    section = make_page(home, "Partie")
    make_page(section, "Dedans", picture=image)
    name = public_file(image)

    with commit():
        restriction = PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert not storages["public"].exists(name)
    with commit():
        restriction.delete()

    assert storages["public"].exists(name)


def test_document_follows_its_page(client, home, commit):
    document = make_document()
    assert client.get(document.url).status_code == 404
    page = make_page(home, "Publiée", body=[document_block(document)])

    response = client.get(document.url)
    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"
    with commit():
        page.unpublish()

    tagged = client.get(document.url, headers={"if-none-match": f'"{document.file_hash}"'})
    assert client.get(document.url).status_code == tagged.status_code == 404


def test_private_picture_is_seen_by_those_who_may_choose_it_only(client, home):
    rendition = make_image().get_rendition(FILTER)
    group = Group.objects.create(name="office without files")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    outsider = User.objects.create_user("outsider@mondcivitan.example", "a long password")
    outsider.groups.add(group)
    answers = {}
    for user in (outsider, User.objects.create_superuser("admin@mondcivitan.example", "a long password")):
        client.force_login(user)
        answers[user.email] = client.get(rendition.url)

    assert answers["outsider@mondcivitan.example"].status_code == 404
    assert answers["admin@mondcivitan.example"].status_code == 200
    assert answers["admin@mondcivitan.example"]["Cache-Control"] == "private, no-store"


def test_expiry_past_the_signals_is_settled_by_the_clock(home, commit):
    image = make_image()
    page = make_page(home, "Publiée", picture=image)
    name = public_file(image)
    StandardPage.objects.filter(pk=page.pk).update(live=False)

    with commit():
        services.reconcile()

    assert not storages["public"].exists(name)


def test_deleted_picture_leaves_no_public_copy(home, commit):
    image = make_image()
    make_page(home, "Publiée", picture=image)
    name = public_file(image)

    with commit():
        image.delete()

    assert not storages["public"].exists(name)


@pytest.mark.parametrize("path", ["../db.sqlite3", "%2e%2e/db.sqlite3", "images/", "", "/etc/passwd", "a\x00b.png"])
def test_public_addresses_lead_nowhere_else(client, home, path):
    assert client.get(f"/media/{path}").status_code in (400, 404)
