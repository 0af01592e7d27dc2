"""Uploads that are looked at before they change anything: upload, dry run, apply."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from . import audit
from .enums import UPLOAD_OPEN, UploadState
from .models import StagedUpload

MAX_OPEN = 20
MEGABYTE = 1024 * 1024


class StagingError(Exception):
    """The upload cannot go on."""


class TooLarge(StagingError):
    """The file is larger than its purpose allows."""


class Empty(StagingError):
    """The file holds nothing."""


class TooMany(StagingError):
    """The person has too many uploads that wait."""


class Gone(StagingError):
    """The upload expired."""


class NotChecked(StagingError):
    """The dry run did not happen, or refused the file."""


class Altered(StagingError):
    """The stored file is not the one that was checked."""


class AlreadyApplied(StagingError):
    """The same content was applied before, in another upload."""


@dataclass(frozen=True)
class Purpose:
    """What an upload is for.

    `check(file)` returns a report for the person, with `"ok": False` when the file must not be applied; whatever it
    writes is rolled back. `apply(file, actor)` changes the data, in one transaction, and returns a report.
    `once` refuses a content that was applied before. `knows_owner` gives `check` the owner too, where what the report
    shows depends on rights. `after(staged, actor)` is called once it is committed: it begins what is slow.
    """

    name: str
    check: Callable[..., dict[str, Any]]
    apply: Callable[[IO[bytes], Any], dict[str, Any]]
    max_size: int = 10 * MEGABYTE
    once: bool = False
    lifetime: timedelta = timedelta(days=2)
    knows_owner: bool = False
    after: Callable[[StagedUpload, Any], None] | None = None


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Let files be uploaded for `purpose`. Raises ImproperlyConfigured when its name is taken."""
    if _purposes.setdefault(purpose.name, purpose) is not purpose:
        raise ImproperlyConfigured(f"the staging purpose {purpose.name!r} is registered twice")


def unregister(name: str) -> None:
    _purposes.pop(name, None)


def purpose_of(name: str) -> Purpose:
    try:
        return _purposes[name]
    except KeyError:
        raise ImproperlyConfigured(f"no staging purpose {name!r}") from None


def clean_name(name: str) -> str:
    """Return what a person called the file, without folders, control signs or signs that turn the text around."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if not unicodedata.category(sign).startswith("C"))[:255] or "file"


def upload(*, owner: Any, purpose: str, file: File[bytes]) -> StagedUpload:
    """Store `file` privately for `purpose`.

    Raises TooLarge, Empty or TooMany; nothing is stored then.
    """
    rules = purpose_of(purpose)
    if StagedUpload.objects.filter(owner=owner, state__in=UPLOAD_OPEN).count() >= MAX_OPEN:
        raise TooMany(f"{MAX_OPEN} uploads wait already")
    size, digest = _measure(file, rules.max_size)
    now = timezone.now()
    staged = StagedUpload(
        owner=owner,
        purpose=purpose,
        name=clean_name(file.name or ""),
        size=size,
        digest=digest,
        created_at=now,
        expires_at=now + rules.lifetime,
    )
    staged.file.save("upload", file, save=False)
    try:
        staged.save()
    except BaseException:
        default_storage.delete(str(staged.file.name))
        raise
    return staged


def _measure(file: File[bytes], max_size: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    for chunk in file.chunks():
        size += len(chunk)
        if size > max_size:
            raise TooLarge(f"more than {max_size} bytes")
        digest.update(chunk)
    if not size:
        raise Empty("no content")
    file.seek(0)
    return size, digest.hexdigest()


def check(*, staged: StagedUpload) -> StagedUpload:
    """Do the dry run and keep its report; an upload that is applied already is returned as it is.

    Raises Gone.
    """
    if staged.state == UploadState.APPLIED:
        return staged
    _refuse_expired(staged)
    with transaction.atomic():
        with staged.file.open("rb") as stored:
            rules = purpose_of(staged.purpose)
            report = rules.check(stored, staged.owner) if rules.knows_owner else rules.check(stored)
        transaction.set_rollback(True)
    state = UploadState.CHECKED if report.get("ok", True) else UploadState.REFUSED
    StagedUpload.objects.filter(pk=staged.pk).exclude(state=UploadState.APPLIED).update(state=state, report=report)
    staged.refresh_from_db()
    return staged


@transaction.atomic
def apply(*, staged: StagedUpload, actor: Any) -> StagedUpload:
    """Change the data by a checked upload, wholly or not at all; asked again, it does nothing.

    Raises Gone, NotChecked, Altered or AlreadyApplied, and whatever the purpose raises: nothing is written then.
    """
    row = StagedUpload.objects.select_for_update().get(pk=staged.pk)
    if row.state == UploadState.APPLIED:
        return row
    _refuse_expired(row)
    if row.state != UploadState.CHECKED:
        raise NotChecked(row.state)
    rules = purpose_of(row.purpose)
    _mark_applied(row, once=rules.once)
    with row.file.open("rb") as stored:
        if _measure(File(stored), row.size)[1] != row.digest:
            raise Altered(row.name)
        row.report = rules.apply(stored, actor)
    row.save(update_fields=["report"])
    audit.record(actor=actor, action="upload.applied", obj=row, data={"purpose": row.purpose, "digest": row.digest})
    if rules.after is not None:
        after = rules.after
        transaction.on_commit(lambda: after(row, actor))
    return row


def _mark_applied(row: StagedUpload, *, once: bool) -> None:
    row.state, row.applied_at = UploadState.APPLIED, timezone.now()
    row.once_key = f"{row.purpose}:{row.digest}" if once else None
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "applied_at", "once_key"])
    except IntegrityError as error:
        raise AlreadyApplied(row.digest) from error


def _refuse_expired(staged: StagedUpload) -> None:
    if staged.expires_at <= timezone.now() or not staged.file:
        raise Gone(staged.name)


def expire(*, now: datetime | None = None) -> int:
    """Delete the files past their time, and the rows of those never applied; return how many files went."""
    now = now or timezone.now()
    old = list(StagedUpload.objects.filter(expires_at__lte=now).exclude(file=""))
    for staged in old:
        default_storage.delete(str(staged.file.name))
        row = StagedUpload.objects.filter(pk=staged.pk)
        if staged.state == UploadState.APPLIED:
            row.update(file="")
        else:
            row.exclude(state=UploadState.APPLIED).delete()
    return len(old)
