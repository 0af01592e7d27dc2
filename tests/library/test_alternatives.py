"""Alternative text is asked where a picture is used; a draft may leave it open, a published page may not."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Revision
from wagtail_localize.segments.extract import extract_segments

from cms.library import services
from tests.factories.accounts import make_superuser
from tests.factories.media import make_image, picture_block
from tests.factories.pages import make_page, make_section, make_site

pytestmark = pytest.mark.django_db
ASKS = "Say what the picture shows, or tick that it only decorates."


@pytest.fixture
def home():
    return make_site()["fr"]


@pytest.fixture
def office(client, home):
    client.force_login(make_superuser())
    return client


def block(image, *, alt: str = "", decorative: bool = False) -> dict:
    found = picture_block(image)
    found["value"]["image"] |= {"alt_text": alt, "decorative": decorative}
    return found


def send(office, page, action: str, **fields):
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "picture": page.picture_id or "",
        "picture_alt": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
        action: "yes",
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return office.post(address, data, headers={"accept-language": "en"})


def test_draft_is_kept_without_and_publication_says_what_is_missing(office, home):
    page = make_page(home, "Brouillon", live=False, picture=make_image())

    draft = send(office, page, "action-save", summary="Écrit")
    asked = send(office, page, "action-publish", summary="Écrit à nouveau")

    page.refresh_from_db()
    assert draft.status_code == 302
    assert page.latest_revision.content["summary"] == "Écrit"
    assert not page.live
    assert asked.context["form"].errors["picture_alt"] == [ASKS]
    assert "Écrit à nouveau" in asked.content.decode()


@pytest.mark.parametrize("said", [{"picture_alt": "Une borne"}, {"picture_is_decorative": "on"}])
def test_either_word_lets_the_page_be_published(office, home, said):
    page = make_page(home, "Brouillon", live=False, picture=make_image())

    send(office, page, "action-publish", **said)

    page.refresh_from_db()
    assert page.live


def test_page_without_picture_is_asked_nothing(office, home):
    page = make_page(home, "Brouillon", live=False)

    send(office, page, "action-publish")

    page.refresh_from_db()
    assert page.live


def test_spaces_say_nothing(office, home):
    page = make_page(home, "Brouillon", live=False, picture=make_image())

    asked = send(office, page, "action-publish", picture_alt="   ")

    assert "picture_alt" in asked.context["form"].errors


def test_decoration_says_nothing_on_the_page_and_on_its_card(home, client):
    image = make_image()
    section = make_section(home, "Partie")
    page = make_page(section, "Publiée", picture=image, picture_alt="Une borne", picture_is_decorative=True)
    services.prepare_picture(image=image)

    for place in (page, section):
        html = client.get(place.get_url()).content.decode()
        assert "<img" in html
        assert "Une borne" not in html


def test_alternative_is_translated_and_the_choice_is_shared(home):
    page = make_page(home, "Publiée", picture=make_image(), picture_alt="Une borne")

    paths = {segment.path for segment in extract_segments(page)}

    assert "picture_alt" in paths
    assert "picture_is_decorative" not in paths


def test_what_empty_meant_is_kept_by_the_migration(home):
    """Pages, drafts and planned publications of before: an empty text said that the picture only decorates."""
    image = make_image()
    mute = make_page(home, "Muette", picture=image)
    said = make_page(home, "Dite", picture=image, picture_alt="Une borne")
    bare = make_page(home, "Nue")
    for revision in Revision.objects.page_revisions():
        revision.content.pop("picture_is_decorative")
        revision.save()

    import_module("home.migrations.0004_decorative_pictures").keep_what_empty_meant(apps, None)

    for page, decorates in ((mute, True), (said, False), (bare, False)):
        page.refresh_from_db()
        assert page.picture_is_decorative is decorates
        assert page.get_latest_revision_as_object().picture_is_decorative is decorates
