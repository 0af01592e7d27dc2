"""A short film of the drawings: VP8 key frames, which Pillow can make, in a WebM file that is written here."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image

SIZE = (480, 270)
QUALITY = 55
HOLD = 2200
FADE_STEPS = 4
FADE = 100
DOC_TYPE = b"webm"


def _element(identifier: int, *parts: bytes) -> bytes:
    """Return an EBML element: its id, its length in eight bytes, its content."""
    content = b"".join(parts)
    name = identifier.to_bytes((identifier.bit_length() + 7) // 8, "big")
    length = bytes([0x80 | len(content)]) if len(content) < 127 else (1 << 56 | len(content)).to_bytes(8, "big")
    return name + length + content


def _number(identifier: int, value: int) -> bytes:
    return _element(identifier, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _key_frame(picture: Image.Image) -> bytes:
    """Return the VP8 frame that a lossy WebP picture holds."""
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4)
    data, at = out.getvalue(), 12
    while data[at : at + 4] != b"VP8 ":
        at += 8 + int.from_bytes(data[at + 4 : at + 8], "little")
    return data[at + 8 : at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")]


def _timed(pictures: list[Image.Image]) -> Iterator[tuple[int, Image.Image]]:
    """Yield (milliseconds, picture): each stands, then becomes the next."""
    now = 0
    for place, picture in enumerate(pictures):
        yield now, picture
        now += HOLD
        if place + 1 < len(pictures):
            for step in range(1, FADE_STEPS):
                yield now, Image.blend(picture, pictures[place + 1], step / FADE_STEPS)
                now += FADE
    yield now, pictures[-1]


def _head() -> bytes:
    values = ((0x4286, 1), (0x42F7, 1), (0x42F2, 4), (0x42F3, 8))
    numbers = [_number(identifier, value) for identifier, value in values]
    return _element(0x1A45DFA3, *numbers, _element(0x4282, DOC_TYPE), _number(0x4287, 2), _number(0x4285, 2))


def _track() -> bytes:
    video = _element(0xE0, _number(0xB0, SIZE[0]), _number(0xBA, SIZE[1]))
    parts = (_number(0xD7, 1), _number(0x73C5, 1), _number(0x83, 1), _element(0x86, b"V_VP8"), video)
    return _element(0x1654AE6B, _element(0xAE, *parts))


def _clusters(pictures: list[Image.Image]) -> list[tuple[int, bytes]]:
    """Return (milliseconds, cluster): one for each frame, as every frame is whole."""
    found = []
    for moment, picture in _timed(pictures):
        block = _element(0xA3, b"\x81\x00\x00\x80", _key_frame(picture))
        found.append((moment, _element(0x1F43B675, _number(0xE7, moment), block)))
    return found


def _cue(moment: int, position: int) -> bytes:
    """Return where the cluster of a moment stands; the number is of fixed length, so that positions stay true."""
    place = _element(0xB7, _number(0xF7, 1), _element(0xF1, position.to_bytes(4, "big")))
    return _element(0xBB, _element(0xB3, moment.to_bytes(3, "big")), place)


def film(drawings: list[bytes]) -> bytes:
    """Return a silent WebM film that shows JPEG pictures one after the other, the same bytes every time."""
    pictures = [Image.open(io.BytesIO(data)).convert("RGB").resize(SIZE) for data in drawings]
    clusters = _clusters(pictures)
    duration = _element(0x4489, struct.pack(">d", clusters[-1][0] + HOLD))
    program = _element(0x4D80, b"mondcivitan"), _element(0x5741, b"mondcivitan")
    before = _element(0x1549A966, _number(0x2AD7B1, 1_000_000), duration, *program) + _track()
    cues = _element(0x1C53BB6B, *(_cue(moment, 0) for moment, _data in clusters))
    at, places = len(before) + len(cues), []
    for moment, data in clusters:
        places.append(_cue(moment, at))
        at += len(data)
    body = (before, _element(0x1C53BB6B, *places), *(data for _moment, data in clusters))
    return _head() + _element(0x18538067, *body)
