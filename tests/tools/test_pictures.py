"""The sheet of the main pages: everything on it, and light enough for a repository."""

from __future__ import annotations

from io import BytesIO
from itertools import product

import pytest
from PIL import Image

from tools import pictures


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 90).convert("RGB")


def test_sheet_holds_rows_of_equally_high_pictures():
    rows = [[Image.new("RGB", (1280, 900), "red"), Image.new("RGB", (360, 780), "blue")]] * 2

    sheet = pictures.sheet_of(rows)

    assert sheet.height == 2 * (pictures.ROW + pictures.GAP) + pictures.GAP
    second = pictures.GAP + pictures.ROW + pictures.GAP + 5
    desk_ends = pictures.GAP + round(1280 * pictures.ROW / 900)
    assert sheet.getpixel((pictures.GAP + 5, second)) == (255, 0, 0)
    assert sheet.getpixel((desk_ends + 5, second)) == pictures.GROUND
    assert sheet.getpixel((desk_ends + pictures.GAP + 5, second)) == (0, 0, 255)


def test_compact_gives_up_colours_before_it_gives_up():
    picture = noise(200, 200)
    free = pictures.compact(picture, 1_000_000)

    tighter = pictures.compact(picture, len(free) - 1)

    assert len(tighter) < len(free)
    assert Image.open(BytesIO(tighter)).size == (200, 200)
    with pytest.raises(RuntimeError, match="more than 100"):
        pictures.compact(picture, 100)


def test_all_pictures_and_the_sheet_are_written(tmp_path):
    keys = product([shot.name for shot in pictures.SHOTS], pictures.LANGUAGES, pictures.SIZES)
    found = {key: Image.new("RGB", pictures.SIZES[key[2]], "white") for key in keys}

    weight = pictures.write(found, tmp_path)

    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 6 * 2 * 2 + 1
    assert {"pages.png", "form-ar-phone.webp", "home-fr-desk.webp"} <= set(names)
    assert weight == sum(path.stat().st_size for path in tmp_path.iterdir())
