"""What a person may upload: the content decides, not the name."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

HEAD_BYTES = 2048
FRAME_LIMIT = 300
UNPACKED_LIMIT = 200 * 1024 * 1024
UNPACKED_RATIO = 200
MEMBER_LIMIT = 5000
NAME_LENGTH = 60
PROGRAM = re.compile(rb"<\s*(script|html|svg|!doctype|\?xml|iframe|body)\b", re.IGNORECASE)
# What an archive of that kind holds: a folder of its own, or a member that names its type.
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
DECLARED_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
}
DECLARED_LENGTH = 100
DAMAGED = _("This picture is damaged or cut off. Export it again from an image program.")


def neutral_name(name: str) -> str:
    """Return a safe file name that keeps what is readable of `name`."""
    path = PurePath(name.replace("\\", "/").replace("\x00", ""))
    stem = slugify(path.stem)[:NAME_LENGTH] or "file"
    return f"{stem}{re.sub(r'[^.a-z0-9]', '', path.suffix.lower())[:8]}"


def extension_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    data = file.read(HEAD_BYTES)
    file.seek(0)
    return data


def check_image(file: Any) -> None:
    """Refuse pictures that hold a program, cannot be read to the end, or have too many frames.

    Raises ValidationError; size, pixels and format were checked by Wagtail's field.
    """
    from PIL import Image as Pillow  # noqa: PLC0415 -- slow import

    if PROGRAM.search(_head(file)):
        raise ValidationError(_("This picture holds a program as well. Export it again from an image program."))
    try:
        with Pillow.open(file) as picture:
            frames = getattr(picture, "n_frames", 1)
            if frames <= FRAME_LIMIT:
                picture.load()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise ValidationError(DAMAGED) from error
    finally:
        file.seek(0)
    if frames > FRAME_LIMIT:
        raise ValidationError(
            _("This animation has %(frames)s frames. At most %(limit)s are accepted: shorten it."),
            params={"frames": frames, "limit": FRAME_LIMIT},
        )


def check_document(file: Any, name: str) -> None:
    """Refuse documents that are too large or whose content is not what the name says. Raises ValidationError."""
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if file.size > limit:
        raise ValidationError(
            _("This file has %(size)s. At most %(limit)s are accepted: make it smaller or cut it in two."),
            params={"size": filesizeformat(file.size), "limit": filesizeformat(limit)},
        )
    kind = extension_of(name)
    is_right = {"pdf": is_pdf, "txt": is_text, "csv": is_text}.get(kind)
    if not (is_right(file) if is_right else is_archive(file, kind)):
        raise ValidationError(
            _("The content of this file is not what its name says (.%(kind)s). Save it again in that format."),
            params={"kind": kind},
        )


def is_pdf(file: IO[bytes]) -> bool:
    head = _head(file)
    return head.startswith(b"%PDF-") and not PROGRAM.search(head)


def is_text(file: IO[bytes]) -> bool:
    file.seek(0)
    data = file.read()
    file.seek(0)
    if b"\x00" in data or PROGRAM.search(data[:HEAD_BYTES]) or data.lstrip()[:1] == b"<":
        return False
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return not re.search(rb"[\x00-\x08\x0e-\x1f]", data)
    return True


def is_archive(file: IO[bytes], kind: str) -> bool:
    """Say whether a zip is of that office format; one that would unpack to too much is none."""
    if not _head(file).startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            packed = sum(member.compress_size for member in members) or 1
            unpacked = sum(member.file_size for member in members)
            if len(members) > MEMBER_LIMIT or unpacked > min(UNPACKED_LIMIT, packed * UNPACKED_RATIO):
                raise ValidationError(_("This file would unpack to far more than its size. Save it again."))
            return _is_of_kind(archive, members, kind)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return False
    finally:
        file.seek(0)


def _is_of_kind(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], kind: str) -> bool:
    if kind in OFFICE_FOLDERS:
        return any(member.filename.startswith(OFFICE_FOLDERS[kind]) for member in members)
    declared = next((member for member in members if member.filename == "mimetype"), None)
    if declared is None or declared.file_size > DECLARED_LENGTH or kind not in DECLARED_TYPES:
        return False
    return archive.read(declared).strip() == DECLARED_TYPES[kind].encode()
