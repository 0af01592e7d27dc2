"""What a person may upload: the content decides, not the name."""

from __future__ import annotations

import re
import secrets
import struct
import unicodedata
import zipfile
import zlib
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from . import media_kinds

HEAD_BYTES = 2048
FRAME_LIMIT = 300
UNPACKED_LIMIT = 200 * 1024 * 1024
UNPACKED_RATIO = 200
MEMBER_LIMIT = 5000
# Archives list their members at the end, and may lie about how many: the size of the list counts too.
LISTING_LIMIT = MEMBER_LIMIT * 300
NAME_LENGTH = 60
# A file that begins so is a web page to some program; one that holds `ANYWHERE` is one to a careless server.
PROGRAM = re.compile(rb"<\s*(script|html|svg|!doctype|\?xml|iframe|body)\b", re.IGNORECASE)
ANYWHERE = re.compile(rb"<(script|html|svg|iframe)[\s>]|<\?php\b", re.IGNORECASE)
IMAGE_FORMATS = {
    "avif": {"AVIF"},
    "gif": {"GIF"},
    "heic": {"HEIF"},
    "jpeg": {"JPEG", "MPO"},
    "jpg": {"JPEG", "MPO"},
    "png": {"PNG"},
    "webp": {"WEBP"},
}
# What an archive of that kind holds: a folder of its own, or a member that names its type.
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
DECLARED_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
}
DECLARED_LENGTH = 100
MACROS = "vbaproject.bin"
END_OF_LISTING = b"PK\x05\x06"
END_LENGTH = 22
# Marks that make a text run backwards, and so show another ending than the name has.
TURNING_MARKS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
DAMAGED = _("This picture is damaged or cut off. Export it again from an image program.")
MOVING_PNG = _("Moving pictures are accepted as GIF or WebP. Save this one in one of these formats.")
PNG_START = b"\x89PNG\r\n\x1a\n"
# Pieces of a PNG beside its pixels: each costs time, and an honest file has a few dozen.
PIECE_LIMIT = 500
TWO_FILES_IN_ONE = _("This picture holds a program as well. Export it again from an image program.")


def neutral_name(name: str) -> str:
    """Return a safe file name that keeps what is readable of `name` and cannot be guessed."""
    path = PurePath(name.replace("\\", "/").replace("\x00", ""))
    stem = slugify(path.stem)[:NAME_LENGTH].strip("-_") or "file"
    return f"{stem}-{secrets.token_hex(4)}{re.sub(r'[^.a-z0-9]', '', path.suffix.lower())[:8]}"


def plain_title(title: str) -> str:
    """Return a title on one line, without control characters and marks that turn the writing."""
    visible = (" " if unicodedata.category(sign) == "Cc" else sign for sign in title if sign not in TURNING_MARKS)
    return " ".join("".join(visible).split())


def extension_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    data = file.read(HEAD_BYTES)
    file.seek(0)
    return data


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    data = file.read()
    file.seek(0)
    return data


def check_head(file: Any) -> None:
    """Refuse what must not be decoded at all: too many bytes, pixels or pieces. Raises ValidationError.

    What is no picture passes: others say so.
    """
    from PIL import Image as Pillow  # noqa: PLC0415 -- slow import

    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise _too_large(file.size, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    _check_pieces(_whole(file))
    try:
        with Pillow.open(file) as picture:
            _check_pixels(picture.width * picture.height)
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise ValidationError(
            _("This picture has far more than %(limit)s megapixels. Make it smaller."),
            params={"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
        ) from error
    except (OSError, SyntaxError, ValueError, struct.error):
        return
    finally:
        file.seek(0)


def _check_pieces(data: bytes) -> None:
    if not data.startswith(PNG_START):
        return
    place, pieces = len(PNG_START), 0
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        if kind == b"acTL":
            raise ValidationError(MOVING_PNG)
        pieces += kind != b"IDAT"
        if pieces > PIECE_LIMIT:
            raise ValidationError(DAMAGED)
        place += 12 + length


def check_image(file: Any, name: str) -> None:
    """Refuse pictures of another kind than they say, too large ones, damaged ones, and two files in one.

    Raises ValidationError. Wagtail's form field checks size, kind and pixels too; this holds whatever the entrance.
    """
    check_head(file)
    if PROGRAM.search(_head(file)) or ANYWHERE.search(_whole(file)) or zipfile.is_zipfile(file):
        raise ValidationError(TWO_FILES_IN_ONE)
    _decode(file, extension_of(name))


def _decode(file: Any, kind: str) -> None:
    """Read a picture to its end, once what its head says was found acceptable."""
    from PIL import Image as Pillow  # noqa: PLC0415 -- slow import

    file.seek(0)
    try:
        with Pillow.open(file) as picture:
            if picture.format not in IMAGE_FORMATS.get(kind, ()):
                raise _not_what_it_says(kind)
            _check_pixels(picture.width * picture.height)
            _check_frames(getattr(picture, "n_frames", 1))
            picture.load()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise ValidationError(DAMAGED) from error
    finally:
        file.seek(0)


def _check_pixels(pixels: int) -> None:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if pixels > limit:
        raise ValidationError(
            _("This picture has %(pixels)s megapixels. At most %(limit)s are accepted: make it smaller."),
            params={"pixels": -(-pixels // 1_000_000), "limit": limit // 1_000_000},
        )


def _check_frames(frames: int) -> None:
    if frames > FRAME_LIMIT:
        raise ValidationError(
            _("This animation has %(frames)s frames. At most %(limit)s are accepted: shorten it."),
            params={"frames": frames, "limit": FRAME_LIMIT},
        )


def _too_large(size: int, limit: int) -> ValidationError:
    return ValidationError(
        _("This file has %(size)s. At most %(limit)s are accepted: make it smaller or cut it in two."),
        params={"size": filesizeformat(size), "limit": filesizeformat(limit)},
    )


def _not_what_it_says(kind: str) -> ValidationError:
    return ValidationError(
        _("The content of this file is not what its name says (.%(kind)s). Save it again in that format."),
        params={"kind": kind},
    )


def check_document(file: Any, name: str) -> None:
    """Refuse documents that are too large or whose content is not what the name says. Raises ValidationError."""
    kind = extension_of(name)
    limit = media_kinds.limit_of(kind) if media_kinds.is_media(kind) else settings.DOCUMENT_MAX_BYTES
    if file.size > limit:
        raise _too_large(file.size, limit)
    if media_kinds.is_media(kind):
        _check_media(file, kind)
        return
    is_right = {"pdf": is_pdf, "txt": is_text, "csv": is_text}.get(kind)
    if not (is_right(file) if is_right else is_archive(file, kind)):
        raise _not_what_it_says(kind)


def _check_media(file: IO[bytes], kind: str) -> None:
    """Refuse a sound, film or captions of another kind than they say; a film is too large to be read whole."""
    if PROGRAM.search(_head(file)) or not media_kinds.is_what_it_says(file, kind):
        raise _not_what_it_says(kind)


def is_pdf(file: IO[bytes]) -> bool:
    head = _head(file)
    return head.startswith(b"%PDF-") and not PROGRAM.search(head)


def is_text(file: IO[bytes]) -> bool:
    data = _whole(file).removeprefix(BYTE_ORDER_MARK)
    if b"\x00" in data or PROGRAM.search(data[:HEAD_BYTES]) or data.lstrip()[:1] == b"<":
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return not re.search(rb"[\x00-\x08\x0e-\x1f]", data)
    return True


def is_archive(file: IO[bytes], kind: str) -> bool:
    """Say whether a zip is of that office format; one that would unpack to too much is none."""
    if not _head(file).startswith(b"PK"):
        return False
    _check_listing(_whole(file))
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            packed = sum(member.compress_size for member in members) or 1
            unpacked = sum(member.file_size for member in members)
            if unpacked > min(UNPACKED_LIMIT, packed * UNPACKED_RATIO):
                raise _unpacks_to_too_much()
            return _is_of_kind(archive, members, kind)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError):
        return False
    finally:
        file.seek(0)


def _check_listing(data: bytes) -> None:
    """Refuse an archive that lists too many members, before the list is read."""
    place = data.rfind(END_OF_LISTING)
    if place < 0 or place + END_LENGTH > len(data):
        return
    members = int.from_bytes(data[place + 10 : place + 12], "little")
    listing = int.from_bytes(data[place + 12 : place + 16], "little")
    if members > MEMBER_LIMIT or listing > LISTING_LIMIT:
        raise _unpacks_to_too_much()


def _unpacks_to_too_much() -> ValidationError:
    return ValidationError(_("This file would unpack to far more than its size. Save it again."))


def _is_of_kind(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], kind: str) -> bool:
    if any(member.filename.lower().endswith(MACROS) for member in members):
        return False
    if kind in OFFICE_FOLDERS:
        return any(member.filename.startswith(OFFICE_FOLDERS[kind]) for member in members)
    declared = next((member for member in members if member.filename == "mimetype"), None)
    if declared is None or declared.file_size > DECLARED_LENGTH or kind not in DECLARED_TYPES:
        return False
    return archive.read(declared).strip() == DECLARED_TYPES[kind].encode()
