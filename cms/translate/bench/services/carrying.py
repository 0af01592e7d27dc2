"""Carries a translation over to its changed source, where a person says that the meaning is the same."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.core import audit

from ...services.targets import keep
from ...work.services import wave_through
from .. import permissions, queries
from ..errors import LineRefusedError
from ..lines import Line
from .keeping import line_for

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
ACTION = "translation.meaning_unchanged"


@transaction.atomic
def carry_over(*, translation: Translation, key: str, user: Any) -> Line:
    """Let the former translation of one changed text stand for its new words, logged with both.

    Raises GoneError, LineRefusedError (there is none, or its marks are others), PermissionDenied.
    """
    line = line_for(translation=translation, key=key)
    if not permissions.may_wave_through(user, translation):
        raise PermissionDenied
    _carry(translation, line, user)
    _settle(translation, user)
    return queries.plain_lines(translation)[key]


@transaction.atomic
def carry_over_all(*, translation: Translation, user: Any) -> int:
    """Do the same for every changed text of a translation; return how many there were. All of them, or none.

    Raises LineRefusedError, PermissionDenied.
    """
    if not permissions.may_wave_through(user, translation):
        raise PermissionDenied
    bench = queries.bench_of(translation)
    unwritten = [line for line in bench.lines if not line.data]
    for line in unwritten:
        _carry(translation, line, user)
    _settle(translation, user)
    return len(unwritten)


def _carry(translation: Translation, line: Line, user: Any) -> None:
    former = line.former
    if former is None:
        raise LineRefusedError(_("There is no former translation of “%(text)s”.") % {"text": line.source[:80]}, line)
    try:
        data = queries.kept_form(line, former.text)
    except ValueError as error:
        words = _("“%(text)s” has other marks now, so its translation cannot stay as it is. %(why)s")
        raise LineRefusedError(words % {"text": line.source[:80], "why": error}, line) from error
    segment = StringSegment(string_id=line.string_id, context_id=line.context_id)
    keep(segment=segment, translation=translation, data=data, kind=MANUAL, user=user)
    said = {"language": translation.target_locale.language_code, "path": line.path}
    words = {"before": former.source, "now": line.source, "translation": former.text}
    audit.record(actor=user, action=ACTION, obj=translation.source, data={**said, **words})


def _settle(translation: Translation, user: Any) -> None:
    """Where all is written again and live, the translation is not outdated."""
    if all(line.data for line in queries.plain_lines(translation).values()):
        wave_through(
            instance=translation.source.get_source_instance(),
            user=user,
            languages=[translation.target_locale.language_code],
        )
