"""The content of an upload decides, not its name; refusals say what to do and keep nothing."""

from __future__ import annotations

import re
import struct
import zlib

import pytest
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


def send_image(office, name: str, data: bytes):
    return office.post(
        "/cms/images/add/",
        {"title": "Essai", "file": upload(name, data), "collection": Collection.get_first_root_node().pk},
        headers={"accept-language": "en"},
    )


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


def send_multiple(office, name: str, data: bytes):
    return office.post(
        "/cms/images/multiple/add/",
        {"title": "Essai", "files[]": upload(name, data), "collection": Collection.get_first_root_node().pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )


@pytest.mark.parametrize(
    ("name", "data"),
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
    ],
)
def test_bad_picture_is_refused_and_nothing_is_kept(office, name, data):
    response = send_multiple(office, name, data)

    assert response.status_code == 200
    assert response.json()["success"] is False
    assert response.json()["error_message"]
    assert Image.objects.count() == 0


def test_large_picture_is_refused(office, settings):
    data = picture_bytes() + b"\x00" * (10 * 1024 * 1024)

    assert send_multiple(office, "large.png", data).json()["success"] is False


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
    ],
)
def test_bad_document_is_refused_and_nothing_is_kept(office, name, data):
    response = send_document(office, name, data)

    assert response.status_code == 200
    assert Document.objects.count() == 0
    assert "error" in response.content.decode()


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
