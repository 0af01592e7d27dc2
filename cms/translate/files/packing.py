"""Formats and archives: which bytes are which texts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from . import po, xliff
from .units import FileRefused, Texts

MOST_FILES = 300
MOST_BYTES = 20 * 1024 * 1024
XML_START = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<")


@dataclass(frozen=True)
class Packed:
    """A file to hand out."""

    name: str
    content_type: str
    content: bytes


def pack(sets: list[Texts], file_format: str) -> Packed:
    """Return the texts as "po" (several: a zip) or "xliff"."""
    language = sets[0].target_language
    if file_format == "xliff":
        name = f"{_name(sets[0])}.xlf" if len(sets) == 1 else f"mondcivitan-{language}.xlf"
        return Packed(name, "application/x-xliff+xml", xliff.write(sets))
    if len(sets) == 1:
        return Packed(f"{_name(sets[0])}.po", "text/x-gettext-translation", po.write(sets[0]))
    return Packed(f"mondcivitan-{language}.zip", "application/zip", _zip(sets))


def _name(texts: Texts) -> str:
    return f"{slugify(texts.title)[:60] or 'text'}-{texts.target_language}"


def _zip(sets: Iterable[Texts]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, texts in enumerate(sets, 1):
            archive.writestr(f"{number:03}-{_name(texts)}.po", po.write(texts))
    return content.getvalue()


def unpack(content: bytes) -> list[Texts]:
    """Return the sets of texts in a PO file, an XLIFF document, or a zip of either. Raises FileRefused."""
    if content.startswith(b"PK\x03\x04"):
        found = [texts for part in _parts(content) for texts in _read(part)]
    else:
        found = _read(content)
    if not found:
        raise FileRefused(_("This file holds no texts."))
    uuids = [texts.uuid for texts in found]
    if len(set(uuids)) < len(uuids):
        raise FileRefused(_("This file holds the same translation twice."))
    return found


def _read(content: bytes) -> list[Texts]:
    return xliff.read(content) if XML_START.match(content) else [po.read(content)]


def _parts(content: bytes) -> list[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [info for info in archive.infolist() if not info.is_dir()]
            if len(names) > MOST_FILES:
                raise FileRefused(_("This archive holds more than %(number)s files.") % {"number": MOST_FILES})
            return list(_bounded(archive, names))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FileRefused(_("This archive cannot be read.")) from error


def _bounded(archive: zipfile.ZipFile, names: list[zipfile.ZipInfo]) -> Iterable[bytes]:
    """Yield what lies in an archive, never more than MOST_BYTES, whatever its list of contents says."""
    left = MOST_BYTES
    for info in names:
        with archive.open(info) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise FileRefused(_("What lies in this archive is too large."))
        yield content
