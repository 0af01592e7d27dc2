"""A machine's draft of a translation: marked as such, until a person has read it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.accounts.models import User

from ..texts import NOT_ASKED
from .targets import keep, save_draft, segments_of


def draft_by_machine(*, translation_id: int, user_id: int | None) -> int:
    """Have the texts that nobody wrote yet translated by the machine, as a draft; return how many. Safe to repeat.

    The machine is asked outside of any transaction: it may be slow, or fail. What somebody wrote meanwhile stays.
    """
    translation = Translation.objects.select_related("source", "target_locale").filter(pk=translation_id).first()
    machine = get_machine_translator()
    if translation is None or machine is None:
        return 0
    unwritten = _unwritten(translation)
    values = {segment.string.as_value(): segment for segment in unwritten}
    answers = machine.translate(translation.source.locale, translation.target_locale, list(values)) if values else {}
    user = User.objects.filter(pk=user_id).first() if user_id else None
    with transaction.atomic():
        return _keep_answers(translation, _unwritten(translation), answers, str(machine.display_name), user)


def _unwritten(translation: Translation) -> list[StringSegment]:
    written = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    known = set(written.values_list("translation_of_id", "context_id"))
    return [
        segment
        for segment in segments_of(translation)
        if segment.context.path not in NOT_ASKED and (segment.string_id, segment.context_id) not in known
    ]


def _keep_answers(
    translation: Translation, segments: list[StringSegment], answers: dict[Any, Any], tool: str, user: Any
) -> int:
    kept = 0
    for segment in segments:
        answer = answers.get(segment.string.as_value())
        if answer is not None and answer.data:
            kind = StringTranslation.TRANSLATION_TYPE_MACHINE
            keep(segment=segment, translation=translation, data=answer.data, kind=kind, user=user, tool=tool)
            kept += 1
    if kept:
        save_draft(translation=translation, user=user)
    return kept
