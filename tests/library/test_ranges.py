"""Parts of files: what browsers ask for when they jump in a sound or film."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from cms.accounts.models import User
from cms.library.ranges import asked
from tests.factories.media import document_block, film_bytes, make_captions, make_document, make_film, make_sound
from tests.factories.pages import make_page, make_site


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("bytes=0-", range(100)),
        ("bytes=0-0", range(1)),
        ("bytes=10-19", range(10, 20)),
        ("bytes=90-500", range(90, 100)),
        ("bytes=-5", range(95, 100)),
        ("bytes=-500", range(100)),
        (" bytes=99- ", range(99, 100)),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("bytes=a-b", None),
        ("bytes=١-٢", None),
        ("items=0-1", None),
        ("bytes=" + "9" * 5000 + "-", None),
        ("", None),
    ],
)
def test_one_range_is_understood_and_odd_ones_are_passed_over(header, found):
    assert asked(header, 100) == found


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=200-300", "bytes=-0"])
def test_range_beyond_the_end_is_refused(header):
    with pytest.raises(ValueError, match="bytes"):
        asked(header, 100)


@pytest.fixture
def film(db):
    film = make_film()
    make_page(make_site()["fr"], "Publiée", body=[document_block(film)])
    film.refresh_from_db()
    return film


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("place", ["document", "media"])
def test_film_is_served_in_parts(client, film, place):
    address = film.url if place == "document" else f"/media/{film.file.name}"
    whole = film_bytes()

    first = client.get(address)
    part = client.get(address, headers={"range": "bytes=1000-1999"})
    tail = client.get(address, headers={"range": "bytes=-10"})
    beyond = client.get(address, headers={"range": f"bytes={len(whole)}-"})

    assert (first.status_code, first["Accept-Ranges"], body(first)) == (200, "bytes", whole)
    assert first["Content-Type"] == "video/webm"
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 1000-1999/{len(whole)}")
    assert (part["Content-Length"], body(part)) == ("1000", whole[1000:2000])
    assert body(tail) == whole[-10:]
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(whole)}")
    for response in (first, part):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]


def test_parts_are_never_compressed(client, film):
    accepted = {"accept-encoding": "gzip"}

    whole = client.get(film.url, headers=accepted)
    part = client.get(film.url, headers={**accepted, "range": "bytes=0-999"})

    assert not whole.has_header("Content-Encoding")
    assert not part.has_header("Content-Encoding")
    assert len(body(part)) == 1000


def test_part_of_another_version_is_not_mixed_in(client, film):
    tag = client.get(film.url)["ETag"]

    same = client.get(film.url, headers={"range": "bytes=0-9", "if-range": tag})
    other = client.get(film.url, headers={"range": "bytes=0-9", "if-range": '"older"'})

    assert (same.status_code, other.status_code) == (206, 200)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_film, make_sound, make_captions])
def test_private_media_are_for_the_permitted_only(client, make):
    make_site()
    document = make()
    headers = {"range": "bytes=0-3"}
    before = client.get(document.url, headers=headers)

    client.force_login(User.objects.create_superuser("admin@mondcivitan.example", "a long password"))
    after = client.get(document.url, headers=headers)

    assert (before.status_code, after.status_code) == (404, 206)
    assert after["Cache-Control"] == "private, no-store"


def test_door_of_a_collection_holds_for_parts(client, film):
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type=CollectionViewRestriction.LOGIN
    )

    response = client.get(film.url, headers={"range": "bytes=0-9"})

    assert response.status_code == 302


def test_lost_file_is_not_found(client, film):
    film.file.storage.delete(film.file.name)

    assert client.get(film.url).status_code == 404


def test_played_files_are_only_read(client, film):
    assert client.post(film.url).status_code in (403, 405)
    assert client.head(film.url).status_code == 200


@pytest.mark.django_db
def test_other_documents_keep_wagtails_answer(client):
    document = make_document()
    make_page(make_site()["fr"], "Publiée", body=[document_block(document)])

    response = client.get(document.url, headers={"range": "bytes=0-3"})

    assert response.status_code == 200
    assert reverse("wagtaildocs_serve", args=[document.pk, document.filename]) == document.url
