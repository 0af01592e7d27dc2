"""What cameras write beside a picture reaches neither visitors nor our own store."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageCms

from cms.library import metadata
from cms.library.models import Image

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
PLACE = b"<x:xmpmeta><exif:GPSLatitude>45,45.7N</exif:GPSLatitude></x:xmpmeta>"
KINDS = ["JPEG", "PNG", "WEBP"]


def camera_picture(kind: str, *, turn: int = 6, size: tuple[int, int] = (30, 20)) -> bytes:
    """Return a picture as a telephone makes it: turned, with maker, place and colour profile."""
    exif = Pillow.Exif()
    exif[ORIENTATION], exif[MAKER] = turn, "Telephone of Élise"
    place = exif.get_ifd(GPS)
    place[1], place[2] = "N", (45.0, 45.0, 42.0)
    picture = Pillow.new("RGB", size, (12, 93, 67))
    picture.putpixel((0, 0), (255, 0, 0))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, Any] = {} if kind == "PNG" else {"xmp": PLACE}
    if kind == "WEBP":
        options["lossless"] = True
    out = io.BytesIO()
    picture.save(out, kind, exif=exif.tobytes(), icc_profile=profile, **options)
    return out.getvalue()


def opened(data: bytes) -> Pillow.Image:
    picture = Pillow.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", KINDS)
def test_places_go_and_pixels_turn_and_colours_stay(kind):
    data = camera_picture(kind)
    before, after = opened(data), opened(metadata.strip(data))

    assert dict(before.getexif().get_ifd(GPS))
    assert dict(after.getexif()) == {ORIENTATION: 6}
    assert "xmp" not in after.info
    assert after.info["icc_profile"] == before.info["icc_profile"]
    assert after.tobytes() == before.tobytes()
    assert b"GPSLatitude" not in metadata.strip(data)
    assert b"Telephone" not in metadata.strip(data)


@pytest.mark.parametrize("kind", KINDS)
def test_upright_pictures_carry_nothing(kind):
    assert dict(opened(metadata.strip(camera_picture(kind, turn=1))).getexif()) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_the_end_goes(kind):
    data = camera_picture(kind)

    assert metadata.strip(data + b"PK\x03\x04 hidden") == metadata.strip(data)


@pytest.mark.parametrize("kind", KINDS)
def test_stripping_again_changes_nothing(kind):
    once = metadata.strip(camera_picture(kind))

    assert metadata.strip(once) == once


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_pictures_are_returned_or_cut_but_never_break(kind):
    data = camera_picture(kind)

    for length in range(0, len(data), 7):
        assert isinstance(metadata.strip(data[:length]), bytes)


def test_progressive_pictures_of_several_scans_stay_whole():
    out = io.BytesIO()
    noise = Pillow.effect_noise((200, 150), 90).convert("RGB")
    noise.save(out, "JPEG", progressive=True, restart_marker_rows=1)

    assert opened(metadata.strip(out.getvalue())).tobytes() == opened(out.getvalue()).tobytes()


def test_moving_pictures_keep_moving():
    frames = [Pillow.new("RGB", (8, 8), (number * 60, 0, 0)) for number in range(4)]
    for kind in ("WEBP", "PNG"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=50)

        assert opened(metadata.strip(out.getvalue())).n_frames == 4


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("wanted", ["width-15", "width-15|format-jpeg", "width-15|format-png", "original"])
def test_renditions_carry_no_place(kind, wanted):
    """Made in code, past the form that strips: the rendition must be clean by itself."""
    image = Image.objects.create(title="Photo", file=ContentFile(camera_picture(kind), name=f"photo.{kind.lower()}"))

    rendition = image.get_rendition(wanted)
    several = image.get_renditions("width-12", "width-11|format-jpeg")

    for made in (rendition, *several.values()):
        with made.file.open() as file:
            picture = opened(file.read())
        assert dict(picture.getexif()) == {}
        assert "xmp" not in picture.info


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_uploaded_originals_are_stored_without_place(kind):
    image = Image(title="Photo", file=SimpleUploadedFile(f"photo.{kind.lower()}", camera_picture(kind)))
    image.full_clean(exclude=["collection"])
    image.save()

    with image.file.open() as file:
        picture = opened(file.read())
    assert dict(picture.getexif()) == {ORIENTATION: 6}
    assert (image.width, image.height) == (30, 20)
