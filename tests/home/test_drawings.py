"""The drawn pictures and the written papers of the demonstration."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from home import drawings

SMALL = (240, 160)
SHOWN = re.compile(rb"\((.*)\) Tj")


def shown(file: bytes) -> list[str]:
    """Return the rows of text of a document, from its own streams."""
    rows = [re.sub(rb"\\(.)", rb"\1", row) for row in SHOWN.findall(file)]
    return [row.decode("cp1252") for row in rows]


@pytest.mark.parametrize("name", drawings.NAMES)
def test_each_picture_has_its_size_and_is_the_same_twice(name: str) -> None:
    first = drawings.draw(name, size=SMALL)

    with Image.open(io.BytesIO(first)) as picture:
        assert (picture.format, picture.size) == ("JPEG", SMALL)
    assert drawings.draw(name, size=SMALL) == first


def test_the_usual_size_is_large_enough_for_every_crop() -> None:
    with Image.open(io.BytesIO(drawings.draw("road"))) as picture:
        assert picture.size == (1600, 1067)


def test_an_upright_picture_is_filled_to_its_corners() -> None:
    with Image.open(io.BytesIO(drawings.draw("harbour", size=(150, 180)))) as picture:
        corners = [picture.getpixel(spot) for spot in ((0, 0), (149, 0), (0, 179), (149, 179))]

    assert picture.size == (150, 180)
    assert all(min(corner) > 60 for corner in corners)


def test_no_two_pictures_are_alike() -> None:
    assert len({drawings.draw(name, size=SMALL) for name in drawings.NAMES}) == len(drawings.NAMES) == 17


def test_an_unknown_name_is_told_clearly() -> None:
    with pytest.raises(KeyError, match="No drawing is called 'moon'"):
        drawings.draw("moon")


def test_a_paper_reads_back_with_its_accents_and_signs() -> None:
    lines = ["Où\u202f? «\u202fDéclaré\u202f» — l’été (déjà)…", "“Quoted”, 5 € and a \\ sign."]

    file = drawings.pdf("L’œuvre commune", lines, language="fr")

    assert shown(file) == ["L’œuvre commune", "Où ? « Déclaré » — l’été (déjà)…", "“Quoted”, 5 € and a \\ sign."]
    assert b"/Lang (fr)" in file
    assert ("\ufeff" + "L’œuvre commune").encode("utf-16-be").hex().upper().encode() in file


def test_a_letter_that_the_font_lacks_loses_only_its_accent() -> None:
    assert shown(drawings.pdf("Ĝardeno", ["ĉiu 世"], language="eo")) == ["Gardeno", "ciu ?"]


def test_long_papers_wrap_and_go_on_to_further_pages() -> None:
    paragraph = "a fairly long sentence " * 20

    file = drawings.pdf("Long", [paragraph.strip()] * 16, language="en")

    rows = shown(file)
    assert " ".join(rows[1:]) == " ".join([paragraph.strip()] * 16)
    assert max(len(row) for row in rows) < 110
    assert file.count(b"/Type /Page ") == 3


def test_a_no_break_space_keeps_the_sign_with_its_word() -> None:
    rows = shown(drawings.pdf("Papier", ["mot " * 30 + "« ensemble »".replace(" ", "\u202f")], language="fr"))

    assert any("« ensemble »" in row for row in rows)


def test_the_table_of_a_paper_points_at_its_objects() -> None:
    file = drawings.pdf("Table", ["One line."], language="en")

    start = int(re.search(rb"startxref\n(\d+)", file)[1])
    assert file[start:].startswith(b"xref\n")
    for number, where in enumerate(re.findall(rb"(\d{10}) 00000 n", file), 1):
        assert file[int(where) :].startswith(b"%d 0 obj" % number)
    for length, stream in re.findall(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", file, re.DOTALL):
        assert len(stream) == int(length)
