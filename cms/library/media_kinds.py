"""Sound, film and captions: the kinds we take, how their content shows, how large they may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO

from django.conf import settings

AUDIO = ("mp3", "m4a", "ogg", "wav")
VIDEO = ("mp4", "webm")
CAPTIONS = ("vtt",)
TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt; charset=utf-8",
}
HEAD_BYTES = 4096
# The layer III frame: eleven bits of synchronisation, a version, a bit rate and a sample rate that exist.
MP3_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", re.DOTALL)
ID3 = b"ID3"
MP4_BRANDS = {
    "m4a": {b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"dash"},
    "mp4": {b"mp42", b"mp41", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"avc1", b"dash", b"M4V "},
}
CODECS_OF_OGG = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
TIMING = re.compile(r"^(\d{2,}:)?\d{2}:\d{2}\.\d{3} --> (\d{2,}:)?\d{2}:\d{2}\.\d{3}", re.MULTILINE)
CAPTIONS_LIMIT = 1024 * 1024


def ending_of(name: str) -> str:
    return name.lower().rpartition(".")[2]


def is_media(kind: str) -> bool:
    return kind in TYPES


def media_type(name: str) -> str:
    """Return the type of a media file as browsers name it, "" for other files."""
    return TYPES.get(ending_of(name), "")


def limit_of(kind: str) -> int:
    """Return how many bytes a file of that kind may have."""
    if kind in CAPTIONS:
        return CAPTIONS_LIMIT
    return int(settings.VIDEO_MAX_BYTES if kind in VIDEO else settings.AUDIO_MAX_BYTES)


def is_what_it_says(file: IO[bytes], kind: str) -> bool:
    """Say whether the content of a media file is of the kind that its name says."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    return CHECKS[kind](head, file)


def _is_mp3(head: bytes, file: IO[bytes]) -> bool:
    """Accept a frame at the beginning, or right after the tags that players put before it."""
    if not head.startswith(ID3):
        return bool(MP3_FRAME.match(head))
    if len(head) < 10 or any(byte > 127 for byte in head[6:10]):
        return False
    size = (head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]
    file.seek(10 + size)
    after = file.read(HEAD_BYTES)
    file.seek(0)
    return bool(MP3_FRAME.match(after.lstrip(b"\x00")))


def _is_mp4(kind: str) -> Callable[[bytes, IO[bytes]], bool]:
    def check(head: bytes, file: IO[bytes]) -> bool:
        length = int.from_bytes(head[:4], "big")
        if head[4:8] != b"ftyp" or not 16 <= length <= HEAD_BYTES:
            return False
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(length, len(head)), 4))}
        return bool(brands & MP4_BRANDS[kind])

    return check


def _is_ogg(head: bytes, file: IO[bytes]) -> bool:
    return head.startswith(b"OggS\x00") and any(codec in head[:200] for codec in CODECS_OF_OGG)


def _is_wav(head: bytes, file: IO[bytes]) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE" and b"fmt " in head


def _is_webm(head: bytes, file: IO[bytes]) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head[:100]


def _is_captions(head: bytes, file: IO[bytes]) -> bool:
    """Accept UTF-8 that opens as WebVTT does and holds a cue; what is shown between cues is text to every browser."""
    data = file.read(CAPTIONS_LIMIT)
    file.seek(0)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(re.match(r"WEBVTT(?=[ \t\r\n])", text)) and "\x00" not in text and bool(TIMING.search(text))


CHECKS: dict[str, Callable[[bytes, IO[bytes]], bool]] = {
    "mp3": _is_mp3,
    "m4a": _is_mp4("m4a"),
    "mp4": _is_mp4("mp4"),
    "ogg": _is_ogg,
    "wav": _is_wav,
    "webm": _is_webm,
    "vtt": _is_captions,
}
