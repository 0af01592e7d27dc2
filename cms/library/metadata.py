"""What cameras write beside the picture: places, names, previews. It goes, without decoding the picture again.

The turn of the picture (its orientation) and its colours (ICC profile) stay. Kinds: JPEG, PNG, WebP; others are
returned as they came: their originals are private, and what is made of them for visitors is of these kinds.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_DROPPED = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
WEBP_DROPPED = {b"EXIF": 0x08, b"XMP ": 0x04}
ORIENTATION = 0x0112
UPRIGHT = 1
# JPEG: application segments 0 (JFIF), 2 (colour profile) and 14 (Adobe's colours) are needed to show the picture.
JPEG_KEPT_APPS = {0xE0, 0xE2, 0xEE}
JPEG_COMMENT = 0xFE
JPEG_SCAN, JPEG_END = 0xDA, 0xD9
JPEG_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)


def strip(data: bytes) -> bytes:
    """Return the picture without metadata and without anything after its end; `data` itself where it is damaged."""
    try:
        if data.startswith(b"\xff\xd8"):
            return _strip_jpeg(data)
        if data.startswith(PNG_START):
            return _strip_png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _strip_webp(data)
    except (struct.error, IndexError, ValueError):
        pass
    return data


def _orientation(data: bytes) -> bytes:
    """Return an Exif block that says how to turn the picture and nothing else, b"" where it is upright."""
    from PIL import Image as Pillow  # noqa: PLC0415 -- slow import

    try:
        with Pillow.open(BytesIO(data)) as picture:
            turn = picture.getexif().get(ORIENTATION, UPRIGHT)
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return b""
    if turn not in range(2, 9):
        return b""
    exif = Pillow.Exif()
    exif[ORIENTATION] = turn
    return exif.tobytes()


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, bytes) of each segment, and of each scan with the compressed data that follows it."""
    place = 2
    while True:
        if data[place] != 0xFF:
            raise ValueError("no marker")
        marker = data[place + 1]
        if marker == JPEG_END:
            return
        if marker == 0xFF:
            place += 1
            continue
        end = place + 2 + struct.unpack_from(">H", data, place + 2)[0]
        if marker == JPEG_SCAN:
            following = JPEG_MARKER.search(data, end)
            if not following:
                raise ValueError("cut off")
            end = following.start()
        yield marker, data[place:end]
        place = end


def _strip_jpeg(data: bytes) -> bytes:
    exif = _orientation(data)
    out = [b"\xff\xd8"]
    if exif:
        out.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    for marker, segment in _jpeg_segments(data):
        is_application = 0xE0 <= marker <= 0xEF
        is_index_of_pictures = marker == 0xE2 and segment[4:8] == b"MPF\x00"
        if marker == JPEG_COMMENT or is_index_of_pictures or (is_application and marker not in JPEG_KEPT_APPS):
            continue
        out.append(segment)
    return b"".join([*out, b"\xff\xd9"])


def _strip_png(data: bytes) -> bytes:
    exif = _orientation(data).removeprefix(b"Exif\x00\x00")
    out, place = [PNG_START], len(PNG_START)
    while True:
        length, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise ValueError("cut off")
        if kind not in PNG_DROPPED:
            out.append(data[place:end])
        if kind == b"IHDR" and exif:
            out.append(struct.pack(">I4s", len(exif), b"eXIf") + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif)))
        if kind == b"IEND":
            return b"".join(out)
        place = end


def _strip_webp(data: bytes) -> bytes:
    exif = _orientation(data)
    stop = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    chunks, place = [], 12
    while place + 8 <= stop:
        kind, length = struct.unpack_from("<4sI", data, place)
        end = place + 8 + length + length % 2
        if kind not in WEBP_DROPPED:
            chunks.append(data[place:end])
        place = end
    if chunks and chunks[0].startswith(b"VP8X"):
        head = bytearray(chunks[0])
        head[8] &= ~(0x08 | 0x04) & 0xFF
        if exif:
            head[8] |= WEBP_DROPPED[b"EXIF"]
            chunks.append(b"EXIF" + struct.pack("<I", len(exif)) + exif + b"\x00" * (len(exif) % 2))
        chunks[0] = bytes(head)
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body
