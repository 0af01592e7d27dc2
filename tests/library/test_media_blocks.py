"""Sound and film: which files are taken, which captions are on, what stays without a file."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.blocks import StructBlockValidationError

from cms.library.media_blocks import AudioBlock, VideoBlock
from tests.factories.media import make_captions, make_document, make_film, make_sound
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db


def film_block(**more):
    captions = [
        {"type": "item", "value": {"language": code, "file": make_captions().pk}, "id": code} for code in ("fr", "en")
    ]
    return {"title": "Route", "file": make_film().pk, "captions": captions, "transcript": "", **more}


@pytest.mark.parametrize(
    ("block", "make"), [(AudioBlock, make_film), (VideoBlock, make_sound), (AudioBlock, make_document)]
)
def test_file_of_another_kind_is_refused_with_the_kinds(block, make):
    struct = block()

    with pytest.raises(StructBlockValidationError) as refusal:
        struct.clean(struct.to_python({"title": "Titre", "file": make().pk}))

    with override("en"):
        assert "Choose one of these kinds" in str(refusal.value.block_errors["file"])


def test_one_file_of_captions_for_each_language():
    block = VideoBlock()
    value = film_block()
    value["captions"][1]["value"]["language"] = "fr"

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(value))

    assert list(refusal.value.block_errors) == ["captions"]


def test_film_on_a_page_becomes_public_with_its_captions(client):
    page = make_page(make_site()["fr"], "Film", body=[{"type": "video", "value": film_block()}])

    shown = BeautifulSoup(client.get(page.get_url()).content, "html.parser")

    tracks = shown.select("video track")
    assert [(track["srclang"], track["label"], track.has_attr("default")) for track in tracks] == [
        ("fr", "Français", True),
        ("en", "English", False),
    ]
    assert shown.select_one("video").has_attr("controls")
    for address in [shown.select_one("video source")["src"], *(track["src"] for track in tracks)]:
        assert client.get(address).status_code == 200


def test_deleted_file_leaves_title_and_transcript(client):
    sound = make_sound()
    value = {"title": "Cloche", "file": sound.pk, "transcript": "<p>Trois coups.</p>"}
    page = make_page(make_site()["fr"], "Son", body=[{"type": "audio", "value": value}])
    sound.delete()

    shown = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(".media")

    assert shown.select("audio") == []
    assert "Cloche" in shown.get_text()
    assert "Trois coups." in shown.get_text()
