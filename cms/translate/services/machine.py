"""A machine's draft of a translation: marked as such, until a person has read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.accounts.models import User

from ..machine.permissions import may_be_sent
from ..marks import are_those_of
from ..memory.filling import fill_exact, unwritten
from ..texts import LONGEST
from .targets import keep, save_draft


@dataclass(frozen=True)
class Drafted:
    """How many texts a machine drafted, and how many of its answers had lost a mark of the source."""

    kept: int = 0
    refused: int = 0


def draft_by_machine(*, translation_id: int, user_id: int | None) -> int:
    """Have the texts that nobody wrote yet translated by the machine, as a draft; return how many. Safe to repeat."""
    return draft(translation_id=translation_id, user_id=user_id).kept


def draft(*, translation_id: int, user_id: int | None) -> Drafted:
    """Do the same, and count. What the memory knows word by word is filled in first, and never sent.

    The machine is asked outside of any transaction: it may be slow, or fail. What somebody wrote meanwhile stays.
    """
    translation = Translation.objects.select_related("source", "target_locale").filter(pk=translation_id).first()
    machine = get_machine_translator()
    if translation is None or machine is None or not may_be_sent(translation):
        return Drafted()
    user = User.objects.filter(pk=user_id).first() if user_id else None
    filled = fill_exact(translation=translation, user=user)
    values = [segment.string.as_value() for segment in unwritten(translation)]
    values = list(dict.fromkeys(values))
    answers = machine.translate(translation.source.locale, translation.target_locale, values) if values else {}
    with transaction.atomic():
        return _keep_answers(translation, answers, str(machine.display_name), user, filled)


def _keep_answers(translation: Translation, answers: dict[Any, Any], tool: str, user: Any, filled: int) -> Drafted:
    kept = refused = 0
    for segment in unwritten(translation):
        answer = answers.get(segment.string.as_value())
        if answer is None or not answer.data:
            continue
        data = _safe_answer(segment.string.data, answer.data)
        if data is None:
            refused += 1
            continue
        kind = StringTranslation.TRANSLATION_TYPE_MACHINE
        keep(segment=segment, translation=translation, data=data, kind=kind, user=user, tool=tool)
        kept += 1
    is_page = issubclass(translation.source.specific_content_type.model_class(), Page)
    if (kept or filled) and is_page:
        save_draft(translation=translation, user=user)
    return Drafted(kept + filled, refused)


def _safe_answer(source: str, answer: str) -> str | None:
    """Return a machine's answer as it may be kept, None when it lost or invented a mark."""
    if not are_those_of(source, answer):
        return None
    try:
        data = str(StringValue.from_translated_html(answer).data)
        validate_translation_links(source, data)
    except ValueError:
        return None
    return data if len(data) <= LONGEST else None
