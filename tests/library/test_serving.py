"""Who gets which file at which address, and with which headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, GroupPagePermission

from cms.accounts.models import User
from tests.factories.media import document_block, make_document, make_image, picture_block, picture_bytes
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db
FILTER = "width-40"


@pytest.fixture
def home():
    return make_site()["fr"]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def office_person(email: str, *, group: Group | None = None) -> User:
    """Return somebody who may enter /cms/ and has the rights of `group` besides."""
    group = group or Group.objects.create(name=f"office of {email}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user(email, "a long password")
    user.groups.add(group)
    return user


def group_for_collection(collection: Collection, codename: str = "choose_image") -> Group:
    group = Group.objects.create(name=f"{codename} in {collection}")
    permission = Permission.objects.get(codename=codename, content_type__app_label__in=["wagtailimages", "wagtaildocs"])
    GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    return group


def administrator() -> User:
    return User.objects.create_superuser("admin@mondcivitan.example", "a long password")


# --- private pictures


def test_several_renditions_of_a_private_picture_have_their_addresses():
    image = make_image()

    made = image.get_renditions("width-30", "width-31")

    for rendition in made.values():
        assert rendition.url == reverse("library_private_rendition", args=[rendition.pk])


def test_member_of_the_site_without_office_gets_no_private_picture(client, home):
    rendition = make_image().get_rendition(FILTER)
    client.force_login(User.objects.create_user("member@mondcivitan.example", "a long password"))

    assert client.get(rendition.url).status_code == 404


def test_collection_of_others_stays_closed(client, home):
    mine, theirs = (Collection.get_first_root_node().add_child(name=name) for name in ("Lyon", "Oslo"))
    client.force_login(office_person("lyon@mondcivitan.example", group=group_for_collection(mine)))
    renditions = {}
    for name, collection in (("mine", mine), ("theirs", theirs)):
        image = make_image(name)
        image.collection = collection
        image.save()
        renditions[name] = image.get_rendition(FILTER)

    assert client.get(renditions["mine"].url).status_code == 200
    assert client.get(renditions["theirs"].url).status_code == 404


def test_who_may_change_the_page_sees_its_picture(client, home):
    image = make_image()
    page = make_page(home, "Brouillon", live=False, body=[picture_block(image)])
    group = Group.objects.create(name="writers")
    user = office_person("writer@mondcivitan.example", group=group)
    client.force_login(user)
    rendition = image.get_rendition(FILTER)
    before = client.get(rendition.url).status_code
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")

    GroupPagePermission.objects.create(group=group, page_id=page.pk, permission=permission)

    assert (before, client.get(rendition.url).status_code) == (404, 200)


def test_private_picture_is_never_kept(client, home):
    client.force_login(administrator())

    response = client.get(make_image().get_rendition(FILTER).url)

    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_missing_and_forbidden_pictures_answer_alike(client, home):
    rendition = make_image().get_rendition(FILTER)

    elsewhere = reverse("library_private_rendition", args=[rendition.pk + 1000])

    forbidden, missing = client.get(rendition.url), client.get(elsewhere)

    assert forbidden.status_code == missing.status_code == 404
    assert set(forbidden.headers) == set(missing.headers)
    assert forbidden.content == missing.content.replace(elsewhere.encode(), rendition.url.encode())


@pytest.mark.parametrize("address", ["wagtailimages:index", "wagtailimages_chooser:choose"])
def test_editors_lists_show_private_pictures(client, home, address):
    image = make_image()
    client.force_login(administrator())

    response = client.get(reverse(address))

    assert response.status_code == 200
    addresses = [rendition.url for rendition in image.renditions.all()]
    assert addresses
    assert all(url in response.content.decode() for url in addresses)
    assert {client.get(url).status_code for url in addresses} == {200}


def test_preview_of_a_draft_shows_its_picture(client, home):
    image = make_image()
    page = make_page(home, "Brouillon", live=False, body=[picture_block(image)])
    page.save_revision()
    client.force_login(administrator())

    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert response.status_code == 200
    addresses = [rendition.url for rendition in image.renditions.all()]
    assert any(url in response.content.decode() for url in addresses)
    assert {client.get(url).status_code for url in addresses} == {200}


def test_wagtail_preview_of_pictures_asks_for_the_right(client, home):
    image = make_image()
    address = reverse("wagtailimages:preview", args=[image.pk, FILTER])
    client.force_login(office_person("outsider@mondcivitan.example"))
    refused = client.get(address)
    client.force_login(administrator())

    assert refused.status_code != 200
    assert client.get(address).status_code == 200


# --- published pictures


def public_rendition(home):
    image = make_image()
    make_page(home, "Publiée", picture=image)
    image.refresh_from_db()
    return image.get_rendition(FILTER)


def test_lost_public_copy_is_made_again(client, home):
    rendition = public_rendition(home)
    storages["public"].delete(rendition.file.name)

    response = client.get(rendition.url)

    assert response.status_code == 200
    assert storages["public"].exists(rendition.file.name)


def test_lost_original_does_not_stop_publication(home):
    image = make_image()
    rendition = image.get_rendition(FILTER)
    storages["default"].delete(rendition.file.name)

    make_page(home, "Publiée", picture=image)

    image.refresh_from_db()
    assert image.is_public
    assert not storages["public"].exists(rendition.file.name)


def test_half_a_copy_is_never_shown(client, home):
    rendition = public_rendition(home)
    folder = Path(storages["public"].path(rendition.file.name)).parent
    (folder / ".unfinished.png").write_bytes(b"half")

    assert client.get("/media/images/.unfinished.png").status_code == 404
    assert not [path for path in folder.iterdir() if path.name.startswith(".") and path.name != ".unfinished.png"]


@pytest.mark.parametrize(
    ("ending", "kind", "disposition"),
    [
        ("png", "image/png", ""),
        ("avif", "image/avif", ""),
        ("webp", "image/webp", ""),
        ("svg", "application/octet-stream", "attachment"),
        ("html", "application/octet-stream", "attachment"),
        ("pdf", "application/octet-stream", "attachment"),
        ("js", "application/octet-stream", "attachment"),
    ],
)
def test_kind_comes_from_a_fixed_table(client, home, ending, kind, disposition):
    storages["public"].save(f"images/a.{ending}", ContentFile(b"<script>alert(1)</script>"))

    response = client.get(f"/media/images/a.{ending}")

    assert response["Content-Type"] == kind
    assert response.get("Content-Disposition", "").startswith(disposition)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("path", ["images/a.png/more", "x" * 5000, "images\\..\\a", ".", "images/../../private/x"])
def test_odd_addresses_are_not_found(client, home, path):
    storages["public"].save("images/a.png", ContentFile(b"x"))

    assert client.get(f"/media/{path}").status_code in (400, 404)


def test_files_are_only_read(client, home):
    rendition = public_rendition(home)

    assert client.post(rendition.url).status_code == 405
    assert client.head(rendition.url).status_code == 200


def test_stored_pages_forget_a_picture_that_another_replaced(client, home, commit):
    image = make_image()
    with commit():
        page = make_page(home, "Publiée", body=[picture_block(image)])
    with commit():
        before = client.get(page.get_url()).content.decode()
    image.refresh_from_db()
    old = [rendition.url for rendition in image.renditions.all()]

    with commit():
        image.file = ContentFile(picture_bytes((50, 50)), name="other.png")
        image.save()
    after = client.get(page.get_url()).content.decode()

    assert any(url in before for url in old)
    assert not any(url in after for url in old)
    assert any(rendition.url in after for rendition in image.renditions.all())


# --- documents


def test_private_document_goes_to_the_permitted_and_is_not_kept(client, home):
    document = make_document()
    document.get_file_hash()
    root = Collection.get_first_root_node()
    client.force_login(office_person("docs@mondcivitan.example", group=group_for_collection(root, "choose_document")))

    response = client.get(document.url)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_missing_and_private_documents_answer_alike(client, home):
    document = make_document()
    client.force_login(office_person("outsider@mondcivitan.example"))

    private = client.get(document.url, headers={"if-none-match": f'"{document.get_file_hash()}"'})
    missing = client.get(document.url.replace(str(document.pk), "99999", 1))
    misnamed = client.get(f"{document.url}x")

    assert private.status_code == missing.status_code == misnamed.status_code == 404
    assert set(private.headers) == set(missing.headers) == set(misnamed.headers)


def published_document(home, **fields):
    document = make_document()
    for name, value in fields.items():
        setattr(document, name, value)
    document.save()
    make_page(home, "Publiée", body=[document_block(document)])
    document.refresh_from_db()
    return document


def test_published_document_has_a_public_copy_that_goes_with_it(home, commit):
    document = published_document(home)
    name = document.file.name
    assert storages["public"].exists(name)

    with commit():
        document.delete()

    assert not storages["public"].exists(name)


def test_new_file_of_a_published_document_replaces_the_public_copy(home, commit):
    document = published_document(home)
    old = document.file.name

    with commit():
        document.file = ContentFile(b"%PDF-1.4 second", name="convention.pdf")
        document.save()

    assert document.file.name != old
    assert storages["public"].exists(document.file.name)
    assert not storages["public"].exists(old)


def test_door_of_a_collection_holds_for_the_copy_too(client, home, commit):
    collection = Collection.get_first_root_node().add_child(name="Membres").add_child(name="Comptes")
    document = published_document(home, collection=collection)
    name = document.file.name
    assert client.get(f"/media/{name}").status_code == 200

    with commit():
        door = CollectionViewRestriction.objects.create(
            collection=collection.get_parent(), restriction_type=CollectionViewRestriction.LOGIN
        )
    closed = (client.get(f"/media/{name}").status_code, client.get(document.url).status_code)
    with commit():
        door.delete()

    assert closed == (404, 302)
    assert storages["public"].exists(name)


def test_document_moved_behind_a_door_loses_its_copy(home, commit):
    members = Collection.get_first_root_node().add_child(name="Membres")
    CollectionViewRestriction.objects.create(collection=members, restriction_type=CollectionViewRestriction.LOGIN)
    document = published_document(home)

    with commit():
        document.collection = members
        document.save()

    assert not storages["public"].exists(document.file.name)
