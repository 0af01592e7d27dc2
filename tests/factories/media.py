"""Real files for tests."""

from __future__ import annotations

import io
import wave
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image as Pillow

from cms.library.models import Document, Image


def picture_bytes(size: tuple[int, int] = (60, 40), kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, (12, 93, 67)).save(out, kind, **options)
    return out.getvalue()


def animation(frames: int) -> bytes:
    out = io.BytesIO()
    pictures = [Pillow.new("L", (8, 8), number % 250) for number in range(frames)]
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], duration=10)
    return out.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def make_image(title: str = "Borne", size: tuple[int, int] = (60, 40)) -> Image:
    return Image.objects.create(title=title, file=ContentFile(picture_bytes(size), name="borne.png"))


def make_document(title: str = "Convention") -> Document:
    return Document.objects.create(title=title, file=ContentFile(b"%PDF-1.4 convention", name="convention.pdf"))


VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nUne cloche sonne.\n"


def sound_bytes() -> bytes:
    """Return a tenth of a second of silence as WAV."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x00" * 800)
    return out.getvalue()


def film_bytes() -> bytes:
    """Return what the head of a WebM film looks like, and nothing more."""
    return b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + bytes(range(256)) * 40


def make_file(name: str, data: bytes, title: str = "") -> Document:
    return Document.objects.create(title=title or name, file=ContentFile(data, name=name))


def make_sound(title: str = "Cloche") -> Document:
    return make_file("cloche.wav", sound_bytes(), title)


def make_film(title: str = "Route") -> Document:
    return make_file("route.webm", film_bytes(), title)


def make_captions(title: str = "Sous-titres") -> Document:
    return make_file("route.vtt", VTT.encode(), title)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def picture_block(image: Image) -> dict[str, Any]:
    value = {"image": {"image": image.pk, "alt_text": "Une borne", "decorative": False}, "caption": "", "size": "text"}
    return {"type": "picture", "value": value}


def document_block(document: Document) -> dict[str, Any]:
    return {"type": "document", "value": {"document": document.pk, "title": ""}}


@contextmanager
def media_stores_in(folder: Path) -> Iterator[None]:
    """Keep private and public files below `folder`."""
    options = {"location": str(folder / "public"), "base_url": settings.MEDIA_URL}
    stores = {**settings.STORAGES, "public": {**settings.STORAGES["public"], "OPTIONS": options}}
    with override_settings(MEDIA_ROOT=str(folder / "private"), STORAGES=stores):
        storages._storages.clear()
        yield
