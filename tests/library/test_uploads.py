"""The content of an upload decides, not its name; refusals say what to do and keep nothing."""

from __future__ import annotations

import io
import re
import struct
import time
import zlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo
from wagtail.models import Collection

from cms.accounts.models import User
from cms.library import uploads
from cms.library.models import Document, Image
from tests.factories.media import animation, archive, picture_bytes, upload
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    make_site()
    client.force_login(User.objects.create_superuser("admin@mondcivitan.example", "a long password"))
    return client


def huge_png(side: int = 12_000) -> bytes:
    """Return a PNG of side × side black pixels that weighs a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\x00" + bytes((side + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


SOON = 2.0  # seconds: no upload may keep a worker longer


def nothing_is_kept() -> bool:
    """Say whether neither a row nor a file came of an upload."""
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return not (Image.objects.exists() or Document.objects.exists() or stored)


def png_text(text: str) -> PngInfo:
    info = PngInfo()
    info.add_text("comment", text, zip=len(text) > 1000)
    return info


def send_document(office, name: str, data: bytes):
    return office.post(
        "/cms/documents/add/",
        {"title": "Essai", "file": upload(name, data), "collection": Collection.get_first_root_node().pk},
        headers={"accept-language": "en"},
    )


def test_good_picture_gets_a_neutral_name(office):
    send_multiple(office, "Mme Durand à Lyon.png", picture_bytes())

    image = Image.objects.get()
    assert image.file.name.startswith("images/")
    assert "durand" not in image.file.name.lower()
    assert not image.is_public


def send_multiple(office, name: str, data: bytes, title: str = "Essai"):
    return office.post(
        "/cms/images/multiple/add/",
        {"title": title, "files[]": upload(name, data), "collection": Collection.get_first_root_node().pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )


def png_with(pieces: bytes) -> bytes:
    """Return a small PNG with more pieces after its head."""
    data = picture_bytes()
    return data[:33] + pieces + data[33:]


def piece(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif(canvas: int, frame: int) -> bytes:
    """Return a GIF of a few bytes that says how large its canvas and its only frame are."""
    colours = b"\x80\x00\x00" + b"\x00\x00\x00\xff\xff\xff"
    box = struct.pack("<HHHH", 0, 0, frame, frame)
    return b"GIF89a" + struct.pack("<HH", canvas, canvas) + colours + b"," + box + b"\x00\x02\x02D\x01\x00;"


def moving(kind: str, frames: int) -> bytes:
    out = io.BytesIO()
    pictures = [Pillow.new("RGB", (8, 8), (number * 37 % 256, number * 91 % 256, 0)) for number in range(frames)]
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:], duration=10, lossless=True)
    return out.getvalue()


def cut(kind: str) -> bytes:
    out = io.BytesIO()
    Pillow.effect_noise((300, 300), 80).convert("RGB").save(out, kind)
    return out.getvalue()[:-2000]


BAD_PICTURES = [
    pytest.param(name, data, id=f"{number}-{name[:20]}")
    for number, (name, data) in enumerate(
        [
            ("bomb.png", huge_png()),
            ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            ("picture.svg.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("picture.php.jpg", b"<?php echo 1; ?>"),
            ("picture.jpg", picture_bytes(kind="PNG")),
            ("picture.gif", b"GIF89a<script>alert(1)</script>" + animation(1)[6:]),
            ("cut.png", picture_bytes((900, 900))[:900]),
            ("long.gif", animation(400)),
            ("empty.png", b""),
            ("20k.png", huge_png(20_000)),
            ("26-megapixels.png", huge_png(5_100)),
            ("5000-frames.gif", animation(5_000)),
            ("archive-behind.png", picture_bytes() + archive({"evil.class": b"x" * 99})),
            ("page-behind.jpg", picture_bytes(kind="JPEG") + b"\n" * 5000 + b"<html><script>alert(1)</script>"),
            ("php-in-comment.jpg", picture_bytes(kind="JPEG", comment=b"<?php system($_GET['c']); ?>")),
            ("script.png", picture_bytes(pnginfo=png_text("<script>alert(1)</script>"))),
            ("text-bomb.png", picture_bytes(pnginfo=png_text("x" * 30_000_000))),
            ("scan.tiff", picture_bytes(kind="TIFF")),
            ("scan.jpg", picture_bytes(kind="TIFF")),
            ("picture.html", picture_bytes()),
            ("cut.jpg", picture_bytes((900, 900), kind="JPEG")[:-600]),
            ("cut.webp", picture_bytes((900, 900), kind="WEBP", lossless=True)[:-20]),
            ("head-only.gif", b"GIF89a"),
            ("canvas-of-65535.gif", gif(65_535, 1)),
            ("frame-of-20000.gif", gif(1, 20_000)),
            ("moving.png", moving("PNG", 4)),
            ("1000-frames.webp", moving("WEBP", 1000)),
            ("profile-bomb.png", png_with(piece(b"iCCP", b"x\x00\x00" + zlib.compress(bytes(60_000_000), 9)))),
            ("300000-pieces.png", png_with(piece(b"tEXt", b"a\x00b") * 300_000)),
            ("cut.heic", cut("HEIF")),
            ("cut.avif", cut("AVIF")),
            ("page.png", b"<html><body>not a picture</body></html>"),
            ("notes.jpg", b"not a picture either"),
        ]
    )
]


@pytest.mark.parametrize(("name", "data"), BAD_PICTURES)
def test_bad_picture_is_refused_and_nothing_is_kept(office, name, data):
    began = time.monotonic()
    response = send_multiple(office, name, data)
    took = time.monotonic() - began

    assert response.status_code == 200
    assert response.json()["success"] is False
    assert response.json()["error_message"]
    assert took < SOON
    assert nothing_is_kept()


ROADS = {
    "library": ("/cms/images/add/", "{}"),
    "chooser": ("/cms/images/chooser/create/", "image-chooser-upload-{}"),
    "replace": ("/cms/images/{pk}/", "{}"),
}
REFUSED = [
    ("bomb.png", huge_png(), "This picture has"),
    ("20k.png", huge_png(20_000), "far more than 25 megapixels"),
    ("picture.jpg", picture_bytes(kind="PNG"), ""),
    ("page.png", b"<html></html>", ""),
    ("empty.png", b"", ""),
    ("cut.png", picture_bytes((900, 900))[:900], "damaged or cut off"),
    ("large.png", picture_bytes() + bytes(10 * 1024 * 1024), "At most 10.0"),
    ("moving.png", moving("PNG", 4), "accepted as GIF or WebP"),
    ("long.gif", animation(400), "At most 300 are accepted"),
]


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize(("name", "data", "words"), REFUSED, ids=[name for name, _data, _words in REFUSED])
def test_every_road_refuses_in_words_and_loses_nothing(office, road, name, data, words):
    kept = Image.objects.create(title="Avant", file=upload("before.png", picture_bytes()))
    before = (Image.objects.get().file.name, Image.objects.get().width)
    address, prefix = ROADS[road]
    fields = {
        "title": "Borne de Cahors",
        "credit": "Atelier de Lyon",
        "tags": "borne",
        "collection": Collection.get_first_root_node().pk,
        "file": upload(name, data),
    }

    response = office.post(
        address.format(pk=kept.pk),
        {prefix.format(field): value for field, value in fields.items()},
        headers={"accept-language": "en"},
    )

    html = response.json()["htmlFragment"] if road == "chooser" else response.content.decode()
    page = BeautifulSoup(html, "html.parser")
    said = " ".join(item.get_text(" ", strip=True) for item in page.select(".error-message"))
    assert response.status_code == 200
    assert said
    assert words in said.replace("\xa0", " ")
    assert page.find("input", attrs={"name": prefix.format("title")})["value"] == "Borne de Cahors"
    assert page.find("input", attrs={"name": prefix.format("credit")})["value"] == "Atelier de Lyon"
    assert (Image.objects.get().file.name, Image.objects.get().width) == before
    assert Image.objects.get().title == "Avant"
    assert Image.objects.get().file.storage.exists(before[0])


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_formats_that_are_slow_to_decode_are_measured_first(office, kind):
    out = io.BytesIO()
    Pillow.new("L", (6_000, 4_500)).save(out, kind, **({"speed": 10} if kind == "AVIF" else {}))
    name = {"AVIF": "large.avif", "HEIF": "large.heic"}[kind]

    response = send_multiple(office, name, out.getvalue())

    assert "27" in response.json()["error_message"]
    assert nothing_is_kept()


def test_large_picture_is_refused(office):
    data = picture_bytes() + b"\x00" * (10 * 1024 * 1024)

    assert send_multiple(office, "large.png", data).json()["success"] is False
    assert nothing_is_kept()


def test_large_document_is_refused(office):
    response = send_document(office, "large.pdf", b"%PDF-1.4" + b"\x00" * (10 * 1024 * 1024))

    assert "10.0" in response.context["form"].errors["file"][0]
    assert nothing_is_kept()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"%PDF-1.4" + b"\x00" * (10 * 1024 * 1024), "At most 10.0\xa0MB are accepted: make it smaller"),
        ("a.docx", b"%PDF-1.4", "is not what its name says (.docx). Save it again in that format."),
    ],
)
def test_refusal_says_what_to_do(name, data, message):
    with override("en"):
        with pytest.raises(ValidationError) as refused:
            uploads.check_document(upload(name, data), name)
        (said,) = refused.value.messages

    assert message in said


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF"])
def test_good_pictures_of_every_kind_are_kept(office, kind):
    out = io.BytesIO()
    Pillow.effect_noise((64, 64), 80).convert("RGB").save(out, kind)
    ending = {"JPEG": "jpg", "HEIF": "heic"}.get(kind, kind.lower())

    response = send_multiple(office, f"photo.{ending}", out.getvalue())

    assert response.json()["success"] is True, response.json()
    assert Image.objects.get().file.name.endswith(f".{ending}")


def test_forms_checks_hold_without_the_form():
    """An entrance that leaves Wagtail's field out still meets the model's own rules."""
    for name, data in (
        ("a.png", picture_bytes(kind="JPEG")),
        ("a.png", huge_png(5_100)),
        ("a.gif", animation(400)),
        ("a.png", picture_bytes() + b"\x00" * (10 * 1024 * 1024)),
    ):
        with pytest.raises(ValidationError) as refused:
            Image(title="x", file=upload(name, data)).clean()
        assert list(refused.value.message_dict) == ["file"]


def test_upload_in_the_chooser_keeps_what_was_typed(office):
    response = office.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Borne de Cahors",
            "image-chooser-upload-file": upload("picture.jpg", picture_bytes(kind="PNG")),
            "image-chooser-upload-collection": Collection.get_first_root_node().pk,
        },
    )

    assert response.status_code == 200
    assert response.json()["step"] == "reshow_creation_form"
    assert "Borne de Cahors" in response.json()["htmlFragment"]
    assert nothing_is_kept()


def test_bad_documents_are_refused_where_several_are_sent(office):
    response = office.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "title": "Essai",
            "files[]": upload("page.pdf", b"<html>"),
            "collection": Collection.get_first_root_node().pk,
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert response.json()["success"] is False
    assert nothing_is_kept()


def test_long_and_turned_names_become_plain_ones(office):
    send_multiple(office, f"{'x' * 300}\u202egnp.png", picture_bytes(), title=f"Photo\u202e {'y' * 100}")

    image = Image.objects.get()
    assert image.title == f"Photo {'y' * 100}"
    assert re.fullmatch(r"images/[0-9a-f]{24}\.png", image.file.name)


def test_title_that_is_too_long_is_asked_again_and_the_picture_kept_for_it(office):
    response = send_multiple(office, "photo.png", picture_bytes(), title="y" * 300)
    waiting = response.json()["uploaded_file_id"]

    office.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]),
        {
            f"uploaded-image-{waiting}-title": "Borne",
            f"uploaded-image-{waiting}-tags": "",
            f"uploaded-image-{waiting}-collection": Collection.get_first_root_node().pk,
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    image = Image.objects.get()
    assert image.title == "Borne"
    assert re.fullmatch(r"images/[0-9a-f]{24}\.png", image.file.name)


def test_words_of_several_pictures_are_written_after_the_upload(office):
    uploaded = send_multiple(office, "photo.png", picture_bytes()).json()["image_id"]

    response = office.post(
        reverse("wagtailimages:edit_multiple", args=[uploaded]),
        {
            f"image-{uploaded}-title": "Borne",
            f"image-{uploaded}-credit": "Atelier",
            f"image-{uploaded}-tags": "",
            f"image-{uploaded}-collection": Collection.get_first_root_node().pk,
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert response.json()["success"] is True
    assert (Image.objects.get().title, Image.objects.get().credit) == ("Borne", "Atelier")


def test_file_of_a_picture_is_replaced(office):
    send_multiple(office, "photo.png", picture_bytes())
    image = Image.objects.get()

    office.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {
            "title": "Borne",
            "tags": "",
            "file": upload("other.jpg", picture_bytes((80, 20), kind="JPEG")),
            "collection": Collection.get_first_root_node().pk,
        },
    )

    image.refresh_from_db()
    assert (image.title, image.width, image.file.name[-4:]) == ("Borne", 80, ".jpg")


def test_bad_picture_does_not_enter_beside_a_bad_title(office):
    response = send_multiple(office, "photo.png", picture_bytes() + archive({"a": b"b"}), title="y" * 300)

    assert response.json()["success"] is False
    assert nothing_is_kept()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("both.pdf", b"%PDF-1.4\n<html><script>alert(1)</script>"),
        ("text.docx", b"PK\x03\x04 nothing"),
        ("text.docx", archive({"xl/workbook.xml": b"<x/>"})),
        ("text.odt", archive({"mimetype": b"application/zip"})),
        ("bomb.docx", archive({"word/document.xml": b"\x00" * 30_000_000})),
        ("list.csv", b"<html><body>"),
        ("list.txt", b"a\x00b"),
        ("page.html", b"<html>"),
        ("picture.svg", b"<svg/>"),
        ("list.txt", b"\xef\xbb\xbf \n<!doctype html>"),
        ("macros.docx", archive({"word/document.xml": b"<w/>", "word/vbaProject.bin": b"x"})),
        ("many.docx", archive({f"word/{number}": b"" for number in range(6_000)})),
        ("program.pdf", b"MZ\x90\x00" + b"\x00" * 99),
        ("page.docx", b"<html>" + archive({"word/document.xml": b"<w/>"})),
        ("bomb.odt", archive({"mimetype": b"x" * 5_000_000})),
        ("noname", b"%PDF-1.4"),
    ],
)
def test_bad_document_is_refused_and_nothing_is_kept(office, name, data):
    began = time.monotonic()
    response = send_document(office, name, data)
    took = time.monotonic() - began

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert took < SOON
    assert nothing_is_kept()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("convention.pdf", b"%PDF-1.7\n1 0 obj"),
        ("liste.csv", "nom;ville\nÉlise;Lyon\n".encode("cp1252")),
        ("liste.txt", "ĉiuj civitanoj".encode()),
        ("texte.docx", archive({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"})),
        ("texte.odt", archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})),
    ],
)
def test_good_document_is_kept_private(office, name, data):
    send_document(office, name, data)

    document = Document.objects.get()
    assert not document.is_public
    assert document.file.name.startswith("documents/")


@pytest.mark.parametrize(
    ("name", "stem", "ending"),
    [
        ("../../etc/passwd.pdf", "passwd", ".pdf"),
        ("C:\\temp\\Convention (1).PDF", "convention-1", ".pdf"),
        ("\u202efdp.exe.pdf", "fdpexe", ".pdf"),
        ("x" * 300 + ".pdf", "x" * 60, ".pdf"),
        ("世界.pdf", "file", ".pdf"),
        ("a\x00b.pdf", "ab", ".pdf"),
        ("CON.txt", "con", ".txt"),
        ("notes", "notes", ""),
    ],
)
def test_names_are_neutral(name, stem, ending):
    first, second = uploads.neutral_name(name), uploads.neutral_name(name)

    assert re.fullmatch(rf"{stem}-[0-9a-f]{{8}}{re.escape(ending)}", first)
    assert first != second


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Convention\u202e fdp.exe", "Convention fdp.exe"),
        ("deux\nlignes\t et plus", "deux lignes et plus"),
        ("مواطنو العالم", "مواطنو العالم"),
        ("  Élise  ", "Élise"),
    ],
)
def test_titles_are_plain(title, plain):
    assert uploads.plain_title(title) == plain
