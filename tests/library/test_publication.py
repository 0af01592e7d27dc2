"""Files are private until a published, open page uses them, and private again afterwards."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.accounts.models import User
from cms.library import queries, services, stores
from cms.library.models import PublishedUse
from home.models import StandardPage
from tests.factories.media import document_block, make_document, make_image, picture_block
from tests.factories.pages import make_page, make_site, text_block

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


@pytest.mark.parametrize("field", ["rich text", "picture"])
def test_every_kind_of_reference_counts(home, field):
    image, document = make_image(), make_document()
    links = f'<p><a linktype="document" id="{document.pk}">Lire</a></p>'
    body = [text_block(links)] if field == "rich text" else [picture_block(image), document_block(document)]

    make_page(home, "Publiée", picture=image, body=body)

    for media in (image, document):
        media.refresh_from_db()
        assert media.is_public
        assert queries.published_uses(media).count() == 1


def test_alias_of_a_live_page_counts_as_a_page(home, commit):
    image = make_image()
    page = make_page(home, "Publiée", picture=image)
    section = make_page(home, "Membres")
    with commit():
        alias = page.create_alias(parent=section, update_slug="copie")
    assert queries.published_uses(image).count() == 2
    name = public_file(image)

    with commit():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert alias.live
    assert storages["public"].exists(name)


def test_move_through_a_door_changes_what_is_public(home, commit):
    image = make_image()
    page, members = make_page(home, "Publiée", picture=image), make_page(home, "Membres")
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    name = public_file(image)

    with commit():
        page.move(members, pos="last-child")
    inside = storages["public"].exists(name)
    with commit():
        StandardPage.objects.get(pk=page.pk).move(StandardPage.objects.get(pk=members.pk).get_parent(), "last-child")

    assert (inside, storages["public"].exists(name)) == (False, True)


def test_page_inside_two_doors_opens_with_the_last(home, commit):
    image = make_image()
    section = make_page(home, "Partie")
    page = make_page(section, "Dedans", picture=image)
    doors = []
    with commit():
        for place in (section, page):
            doors.append(PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.LOGIN))
    answers = []
    for door in doors:
        with commit():
            door.delete()
        image.refresh_from_db()
        answers.append(image.is_public)

    assert answers == [False, True]


def test_deleted_part_of_the_site_takes_its_pictures_back(home, commit):
    image = make_image()
    section = make_page(home, "Partie")
    make_page(section, "Dedans", picture=image)
    name = public_file(image)

    with commit():
        StandardPage.objects.get(pk=section.pk).delete()

    image.refresh_from_db()
    assert not image.is_public
    assert not storages["public"].exists(name)


def test_expiry_takes_the_picture_back(home, commit):
    image = make_image()
    page = make_page(home, "Publiée", picture=image)
    name = public_file(image)
    StandardPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    with commit():
        call_command("publish_scheduled")

    assert not storages["public"].exists(name)


def test_published_copy_of_a_page_counts_as_a_page(home, commit):
    image = make_image()
    page = make_page(home, "Publiée", picture=image)

    with commit():
        page.copy(update_attrs={"slug": "copie", "title": "Copie"})

    assert queries.published_uses(image).count() == 2


def test_unpublication_that_fails_leaves_the_picture_where_it_is(home, commit):
    image = make_image()
    page = make_page(home, "Publiée", picture=image)
    name = public_file(image)

    with commit(), transaction.atomic():
        page.unpublish()
        transaction.set_rollback(True)

    image.refresh_from_db()
    assert image.is_public
    assert storages["public"].exists(name)


def test_picture_published_again_meanwhile_keeps_its_copy(home, commit):
    image = make_image()
    page, other = make_page(home, "Publiée", picture=image), make_page(home, "Autre", live=False, picture=image)
    name = public_file(image)

    with commit():
        page.unpublish()
        other.save_revision().publish()

    assert storages["public"].exists(name)


def test_reconciling_mends_what_was_lost_and_forgotten(home, commit):
    image = make_image()
    make_page(home, "Publiée", picture=image)
    name = public_file(image)
    public = storages["public"]
    public.delete(name)
    type(image).objects.update(is_public=False)
    for stray in ("images/old.png", "images/new.png"):
        public.save(stray, ContentFile(b"x"))
    an_hour_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    os.utime(public.path("images/old.png"), (an_hour_ago, an_hour_ago))

    with commit():
        services.reconcile()

    image.refresh_from_db()
    assert image.is_public
    names = set(stores.public_names())
    assert {name, "images/new.png"} <= names
    assert "images/old.png" not in names


def test_reconciling_closes_pages_that_were_restricted_past_the_signals(home, commit):
    image = make_image()
    page = make_page(home, "Publiée", picture=image)
    name = public_file(image)
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)]
    )

    with commit():
        services.reconcile()

    assert not storages["public"].exists(name)


def test_command_publishes_what_a_restored_database_uses(home, commit, capsys):
    image = make_image()
    make_page(home, "Publiée", picture=image)
    name = public_file(image)
    PublishedUse.objects.all().delete()
    storages["public"].delete(name)

    with commit():
        call_command("media_reconcile")

    assert storages["public"].exists(name)
    assert "pages settled" in capsys.readouterr().out


@pytest.mark.parametrize("number", [1, 3])
def test_publication_asks_as_often_for_three_pictures_as_for_one(home, django_assert_num_queries, number):
    pictures = [make_image() for _ in range(number)]
    page = make_page(home, "Publiée", body=[picture_block(image) for image in pictures])

    with django_assert_num_queries(18):
        services.publish_media(page=page)
