"""Sound, film and captions: what is taken, and how large it may be."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cms.library import media_kinds, uploads
from tests.factories.media import VTT, film_bytes, sound_bytes, upload

MP3 = b"\xff\xfb\x90\x64" + bytes(400)
ID3 = b"ID3\x04\x00\x00\x00\x00\x00\x14" + bytes(20) + MP3
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42" + bytes(60)
M4A = b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00M4A mp42isom" + bytes(60)
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(40)
OPUS = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(40)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mp3", MP3),
        ("a.MP3", ID3),
        ("a.m4a", M4A),
        ("a.ogg", OGG),
        ("a.ogg", OPUS),
        ("a.wav", sound_bytes()),
        ("a.mp4", MP4),
        ("a.webm", film_bytes()),
        ("a.vtt", VTT.encode()),
        ("a.vtt", b"\xef\xbb\xbf" + VTT.replace("\n", "\r\n").encode()),
        ("a.vtt", "WEBVTT - Vojo\n\nNOTE eo\n\n1\n01:00:00.000 --> 01:00:02.000 line:0\nĈu?\n".encode()),
    ],
)
def test_good_media_are_taken(name, data):
    uploads.check_document(upload(name, data), name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mp3", b"%PDF-1.4"),
        ("a.mp3", b"<html><script>alert(1)</script>"),
        ("a.mp3", b"ID3"),
        ("a.mp3", b"ID3\x04\x00\x00\xff\xff\xff\xff" + MP3),
        ("a.mp3", b"ID3\x04\x00\x00\x00\x00\x00\x14" + bytes(20) + b"<html>"),
        ("a.mp3", MP3 + b"<script>alert(1)</script>"),
        ("a.m4a", b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  "),
        ("a.mp4", b"\x00\x00\x00\x04ftypmp42"),
        ("a.mp4", b"\xff\xff\xff\xffftypmp42" + bytes(60)),
        ("a.mp4", film_bytes()),
        ("a.webm", MP4),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska"),
        ("a.ogg", b"OggS\x00" + bytes(200)),
        ("a.ogg", b"OggS\x00\x02" + bytes(20) + b"\x80theora" + bytes(60)),
        ("a.wav", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVE<svg onload=alert(1)>"),
        ("a.vtt", b"1\n00:00:00,000 --> 00:00:02,000\nSubRip\n"),
        ("a.vtt", b"WEBVTTX\n\n00:00.000 --> 00:02.000\na\n"),
        ("a.vtt", b"WEBVTT\n\nno cue\n"),
        ("a.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\né\n".encode("latin-1")),
        ("a.vtt", b"WEBVTT\n\n<script>alert(1)</script>\n\n00:00.000 --> 00:02.000\na\n"),
        ("a.mp3", b""),
        ("a.vtt", b""),
    ],
)
def test_mislabelled_media_are_refused(name, data):
    with override("en"), pytest.raises(ValidationError, match="not what its name says"):
        uploads.check_document(upload(name, data), name)


def test_each_kind_has_its_own_limit(settings):
    settings.AUDIO_MAX_BYTES, settings.VIDEO_MAX_BYTES, settings.DOCUMENT_MAX_BYTES = 1000, 20_000, 10

    uploads.check_document(upload("a.webm", film_bytes()), "a.webm")
    for name, data in (("a.wav", sound_bytes()), ("a.webm", film_bytes() * 2), ("a.pdf", b"%PDF-1.4 long")):
        with override("en"), pytest.raises(ValidationError, match="At most"):
            uploads.check_document(upload(name, data), name)


def test_captions_are_never_long():
    assert media_kinds.limit_of("vtt") == 1024 * 1024


def test_a_film_is_not_read_to_its_end():
    class Counting(io.BytesIO):
        most = 0

        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            self.most = max(self.most, len(data))
            return data

    file = Counting(film_bytes() + bytes(5_000_000))
    file.size = len(file.getvalue())

    uploads.check_document(file, "a.webm")

    assert 0 < file.most <= media_kinds.HEAD_BYTES
