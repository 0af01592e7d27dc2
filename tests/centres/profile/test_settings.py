"""The settings of a centre: managers only, own pictures only, languages that open pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from centres.enums import Role
from centres.models import Centre
from home.models import FormPage
from tests.factories.centres import make_centre, make_member, make_microsite
from tests.factories.media import make_image

pytestmark = pytest.mark.django_db


def answers(centre, **changes):
    words = {
        f"{page.locale.language_code}-{name}": value
        for page in centre.pages.select_related("locale")
        for name, value in {"title": page.title, "summary": "", "hours": "", "picture_alt": ""}.items()
    }
    facts = {
        "place": centre.place, "postal_address": "1, quai", "phone": "", "email": "new@example.org", "latitude": "",
        "longitude": "", "time_zone": "Europe/Paris", "hue": "330", "logo": "", "header_picture": "",
        "languages": ["fr", "eo"],
    }  # fmt: skip
    return {**words, **facts, **changes}


@pytest.fixture
def centre():
    return make_microsite(email="old@example.org")


@pytest.fixture
def manager(client, centre):
    client.force_login(make_member(centre, Role.MANAGER))
    return client


def test_the_manager_changes_what_visitors_read(manager, centre):
    address = reverse("centre_profile", args=[centre.pk])
    assert manager.get(address).status_code == 200

    response = manager.post(address, answers(centre, **{"eo-title": "Lunvilo", "eo-hours": "Laŭ interkonsento"}))

    assert response.status_code == 302
    page = manager.get("/eo/centres/lunville/").content.decode()
    assert "Lunvilo" in page
    assert "Laŭ interkonsento" in page
    assert 'class="hue hue-330"' in page
    assert {form.desk_addresses for form in FormPage.objects.filter(slug="contact")} == {"new@example.org"}


def test_the_form_of_a_team_that_chose_another_address_keeps_it(manager, centre):
    FormPage.objects.filter(slug="contact").update(desk_addresses="desk@example.org")

    manager.post(reverse("centre_profile", args=[centre.pk]), answers(centre))

    assert {form.desk_addresses for form in FormPage.objects.filter(slug="contact")} == {"desk@example.org"}


def test_a_language_that_is_added_opens_its_pages_and_none_is_lost(manager, centre):
    manager.post(reverse("centre_profile", args=[centre.pk]), answers(centre, languages=["de"]))

    assert [row.code for row in centre.languages.all()] == ["fr", "eo", "de"]
    german = centre.pages.get(locale__language_code="de")
    assert [page.slug for page in german.get_children()] == ["about", "contact", "blog"]
    assert not german.live


@pytest.mark.parametrize(("phone", "is_taken"), [("abc", False), ("+33 (0)1 99-00", True), ("", True)])
def test_a_number_that_cannot_be_dialled_is_refused(manager, centre, phone, is_taken):
    answer = manager.post(reverse("centre_profile", args=[centre.pk]), answers(centre, phone=phone))

    assert (answer.status_code == 302) is is_taken
    centre.refresh_from_db()
    assert centre.phone == (phone if is_taken else "")


def test_only_pictures_of_the_own_collection_are_taken(manager, centre):
    foreign, own = make_image(), make_image()
    own.collection = Centre.objects.get(pk=centre.pk).collection
    own.save()
    address = reverse("centre_profile", args=[centre.pk])

    refused = manager.post(address, answers(centre, logo=foreign.pk, header_picture=foreign.pk))
    assert refused.status_code == 200
    assert {"logo", "header_picture"} <= refused.context["form"].errors.keys()

    assert manager.post(address, answers(centre, logo=own.pk, header_picture=own.pk)).status_code == 302
    centre.refresh_from_db()
    assert centre.logo == own
    assert {page.picture_id for page in centre.pages.all()} == {own.pk}
    own.refresh_from_db()
    assert own.is_public


@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": "43.6"},
        {"latitude": "91", "longitude": "0"},
        {"hue": "12"},
        {"time_zone": "Mars/Olympus"},
        {"fr-title": ""},
    ],
)
def test_what_makes_no_sense_is_asked_again_and_nothing_is_stored(manager, centre, wrong):
    response = manager.post(reverse("centre_profile", args=[centre.pk]), answers(centre, **wrong))

    assert response.status_code == 200
    centre.refresh_from_db()
    assert centre.email == "old@example.org"


def test_the_position_is_shown_on_a_map_made_here(manager, centre):
    address = reverse("centre_profile", args=[centre.pk])
    manager.post(address, answers(centre, latitude="43.6", longitude="1.44"))

    assert b'<svg class="map"' in manager.get(address).content


def test_others_of_the_team_and_other_centres_are_kept_out(client, centre):
    other = make_microsite("Oslund")
    address = reverse("centre_profile", args=[centre.pk])

    client.force_login(make_member(centre, Role.EDITOR))
    assert client.get(address).status_code in (302, 403)
    client.force_login(make_member(other, Role.MANAGER))
    assert client.get(address).status_code == 404
    assert client.post(address, answers(centre)).status_code == 404


def test_those_who_serve_several_choose(client, centre):
    other = make_centre("Oslund")
    person = make_member(centre, Role.MANAGER, "two@example.org")
    client.force_login(person)
    assert client.get(reverse("own_centre_profile"))["Location"] == reverse("centre_profile", args=[centre.pk])

    make_member(other, Role.MANAGER, "two@example.org")
    page = client.get(reverse("own_centre_profile")).content.decode()
    assert reverse("centre_profile", args=[other.pk]) in page
