"""Keeps what is typed, text by text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ...enums import WorkState
from ...models import LineNote, Work
from ...services.targets import keep
from ...texts import LONGEST
from ...work import services as work_services
from ...work.services.asking import put_down
from .. import permissions, queries
from ..errors import ChangedMeanwhileError, GoneError, LineRefusedError
from ..lines import Line

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


@transaction.atomic
def begin(*, translation: Translation, user: Any) -> Work:
    """Say that `user` writes in this translation, and judge whether they may now.

    What is in review is only its reviewers' to write; what is published is begun again.
    Raises PermissionDenied, WorkRefusedError.
    """
    work, _new = Work.objects.get_or_create(translation=translation)
    work = Work.objects.select_for_update(of=("self",)).with_source().get(pk=work.pk)
    if not permissions.may_write(user, work):
        raise PermissionDenied
    if work.state == WorkState.IN_REVIEW:
        return work
    if work.state == WorkState.PUBLISHED:
        work = put_down(translation=translation, user=user, person=user, due=None, note="")
    return work_services.start(work=work, user=user)


def keep_line(*, translation: Translation, key: str, typed: str, seen: str | None, user: Any) -> Line:
    """Keep what was typed for one text, as read by a person; nothing typed takes the translation away.

    `seen` is the version that the person had before them; None overwrites whatever is there.
    What cannot stand is remembered, and LineRefusedError says why. Raises ChangedMeanwhileError, GoneError,
    PermissionDenied, WorkRefusedError.
    """
    with transaction.atomic():
        begin(translation=translation, user=user)
        line = line_for(translation=translation, key=key)
        if _is_stale(line, typed, seen):
            raise ChangedMeanwhileError(line)
        refusal = _write(translation, line, typed, user)
    if refusal:
        raise LineRefusedError(refusal, line)
    return queries.plain_lines(translation)[key]


@transaction.atomic
def keep_lines(
    *, translation: Translation, typed: Mapping[str, str], seen: Mapping[str, str], user: Any
) -> dict[str, str]:
    """Keep several texts at once; return, by key, why some are not kept: all others are.

    Raises PermissionDenied, WorkRefusedError.
    """
    begin(translation=translation, user=user)
    known = queries.bench_of(translation).by_key
    refused = {}
    for key, text in typed.items():
        line = known.get(key)
        if line is None:
            refused[key] = _("The source has no such text any more.")
        elif _is_stale(line, text, seen.get(key)):
            _remember(translation, line, user, typed=text[:LONGEST], is_later=line.is_later)
            refused[key] = _("Somebody else wrote this text meanwhile: “%(text)s”.") % {"text": line.kept}
        elif words := _write(translation, line, text, user):
            refused[key] = words
    return refused


def _is_stale(line: Line, typed: str, seen: str | None) -> bool:
    return seen is not None and seen != line.version and typed.strip() != line.kept.strip()


def _write(translation: Translation, line: Line, typed: str, user: Any) -> str:
    """Write one text; return why it cannot stand, "" when it does."""
    try:
        data = queries.kept_form(line, typed[:LONGEST]) if typed.strip() else ""
        refusal = _too_long(line, typed)
    except ValueError as error:
        data, refusal = "", str(error)
    if refusal:
        _remember(translation, line, user, typed=typed[:LONGEST], is_later=line.is_later)
        line.typed, line.error = typed[:LONGEST], refusal
        return refusal
    place = {"translation_of": line.string_id, "context": line.context_id, "locale": translation.target_locale}
    if data:
        segment = StringSegment(string_id=line.string_id, context_id=line.context_id)
        keep(segment=segment, translation=translation, data=data, kind=MANUAL, user=user)
    else:
        StringTranslation.objects.filter(**place).delete()
    _forget(translation, line)
    return ""


def _too_long(line: Line, typed: str) -> str:
    limit = line.limit or LONGEST
    if len(typed) <= limit:
        return ""
    return _("At most %(limit)s signs fit here, and these are %(number)s.") % {"limit": limit, "number": len(typed)}


@transaction.atomic
def leave_for_later(*, translation: Translation, key: str, is_later: bool, user: Any) -> Line:
    """Set a text aside, or take it up again; what is written stays. Raises GoneError and what `begin` raises."""
    begin(translation=translation, user=user)
    line = line_for(translation=translation, key=key)
    if is_later:
        _remember(translation, line, user, typed=line.typed, is_later=True)
    elif line.typed:
        _remember(translation, line, user, typed=line.typed, is_later=False)
    else:
        _forget(translation, line)
    line.is_later = is_later
    return line


def line_for(*, translation: Translation, key: str) -> Line:
    """Return a text with its place. Raises GoneError."""
    line = queries.line_of(translation, key)
    if line is None:
        raise GoneError(key)
    return line


def _remember(translation: Translation, line: Line, user: Any, *, typed: str, is_later: bool) -> None:
    LineNote.objects.update_or_create(
        translation=translation,
        context_id=line.context_id,
        string_id=line.string_id,
        defaults={"typed": typed, "is_later": is_later, "by": user},
    )


def _forget(translation: Translation, line: Line) -> None:
    LineNote.objects.filter(translation=translation, context_id=line.context_id, string_id=line.string_id).delete()
