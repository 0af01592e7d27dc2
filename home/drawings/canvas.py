"""A large sheet to draw on, in the units of a 1600 by 1067 picture."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]
WIDTH, HEIGHT = 1600, 1067
OVERSIZE = 2
GRAIN_TILE = 512


def mix(first: Colour, second: Colour, part: float) -> Colour:
    """Return the colour lying at this part of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


class Canvas:
    """Fills and strokes on an oversized image, which is reduced at the end."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        wide, high = size[0] * OVERSIZE, size[1] * OVERSIZE
        self._scale = max(wide / WIDTH, high / HEIGHT)
        self._shift = ((wide - WIDTH * self._scale) / 2, (high - HEIGHT * self._scale) / 2)
        self._image = Image.new("RGB", (wide, high))

    def fill(self, points: Sequence[Point], colour: Colour, to: Colour | None = None, alpha: float = 1) -> None:
        """Fill a polygon, with a vertical gradient to a second colour or partly transparent."""
        spots = self._spots(points)
        if to is None and alpha == 1:
            ImageDraw.Draw(self._image).polygon(spots, fill=colour)
            return
        mask, box = self._mask(spots, alpha)
        if mask is not None:
            top, bottom = min(y for _, y in spots), max(y for _, y in spots)
            self._image.paste(_gradient(colour, to or colour, (top, bottom), box), box, mask)

    def stroke(self, points: Sequence[Point], width: float, colour: Colour, alpha: float = 1) -> None:
        """Draw a line with round ends."""
        spots, thick = self._spots(points), max(1, round(width * self._scale))
        if alpha == 1:
            _line(ImageDraw.Draw(self._image), spots, thick, colour)
            return
        mask = Image.new("L", self._image.size)
        _line(ImageDraw.Draw(mask), spots, thick, round(255 * alpha))
        self._image.paste(colour, mask=mask)

    @contextmanager
    def within(self, points: Sequence[Point]) -> Iterator[None]:
        """Keep what is drawn meanwhile inside a polygon."""
        before = self._image.copy()
        yield
        mask, box = self._mask(self._spots(points), 1)
        drawn, self._image = self._image, before
        if mask is not None:
            before.paste(drawn.crop(box), box, mask)

    def jpeg(self, seed: str) -> bytes:
        """Reduce the drawing, add its grain and return the file."""
        picture = self._image.resize(self.size, Image.Resampling.LANCZOS)
        out = io.BytesIO()
        _grained(picture, seed).save(out, "JPEG", quality=85, optimize=True)
        return out.getvalue()

    def _spots(self, points: Sequence[Point]) -> list[Point]:
        left, top = self._shift
        return [(left + x * self._scale, top + y * self._scale) for x, y in points]

    def _mask(self, spots: Sequence[Point], alpha: float) -> tuple[Image.Image | None, tuple[int, int, int, int]]:
        across, down = [x for x, _ in spots], [y for _, y in spots]
        left, top = max(0, math.floor(min(across))), max(0, math.floor(min(down)))
        right = min(self._image.width, math.ceil(max(across)) + 1)
        bottom = min(self._image.height, math.ceil(max(down)) + 1)
        if right <= left or bottom <= top:
            return None, (0, 0, 0, 0)
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in spots], fill=round(255 * alpha))
        return mask, (left, top, right, bottom)


def _line(pen: ImageDraw.ImageDraw, spots: Sequence[Point], thick: int, ink: Colour | int) -> None:
    pen.line(spots, fill=ink, width=thick, joint="curve")
    for x, y in (spots[0], spots[-1]):
        pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=ink)


def _gradient(first: Colour, last: Colour, span: Point, box: tuple[int, int, int, int]) -> Image.Image:
    left, top, right, bottom = box
    if first == last:
        return Image.new("RGB", (right - left, bottom - top), first)
    rows = ((row - span[0]) / (span[1] - span[0] or 1) for row in range(top, bottom))
    column = bytes(value for part in rows for value in mix(first, last, min(1, max(0, part))))
    return Image.frombytes("RGB", (1, bottom - top), column).resize((right - left, bottom - top))


def _grained(picture: Image.Image, seed: str) -> Image.Image:
    chance = random.Random(seed)  # noqa: S311 -- the same grain every time
    noise = Image.frombytes("L", (GRAIN_TILE, GRAIN_TILE), chance.randbytes(GRAIN_TILE * GRAIN_TILE))
    tile = noise.point([round(124 + value * 8 / 255) for value in range(256)])
    grain = Image.new("L", picture.size)
    for left in range(0, picture.width, GRAIN_TILE):
        for top in range(0, picture.height, GRAIN_TILE):
            grain.paste(tile, (left, top))
    return ImageChops.add(picture, Image.merge("RGB", (grain,) * 3), 1, -128)
