"""Asks for a translation, and takes the asking back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.core import audit

from ...enums import FREE, WorkState
from ...models import Work
from .. import measures, notifying, permissions
from ..errors import WorkRefusedError
from .locking import locked

NOTE_LENGTH = 1000


@transaction.atomic
def ask(
    *,
    translation: Translation,
    user: Any,
    person: Any = None,
    due: date | None = None,
    note: str = "",
    tell: bool = True,
) -> Work:
    """Ask for one translation, of `person` or of all who translate into the language.

    A text that somebody has in hand stays theirs: only date and note change. `tell` writes to the people now.
    Raises PermissionDenied, WorkRefusedError.
    """
    source = permissions.source_of(translation)
    if source is None or not (permissions.may_ask(user, source) or permissions.may_review(user, translation)):
        raise PermissionDenied
    if person is not None and not permissions.may_translate(person, translation):
        raise WorkRefusedError(_("This person may not translate this text."))
    work = put_down(translation=translation, user=user, person=person, due=due, note=note)
    if tell and work.state in FREE:
        notifying.tell_asked_people(works=[work], asker=user)
    return work


@transaction.atomic
def open_work(*, translation: Translation) -> Work:
    """Make the work of a translation that was begun without asking. Idempotent."""
    work, is_new = Work.objects.get_or_create(translation=translation)
    if is_new:
        work.words = measures.unwritten_words(translation)
        work.save(update_fields=["words", "changed_at"])
    return work


def put_down(*, translation: Translation, user: Any, person: Any, due: date | None, note: str) -> Work:
    """Write down what was asked, for whom the caller judged it."""
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    work = open_work(translation=translation)
    work = Work.objects.select_for_update(of=("self",)).with_source().get(pk=work.pk)
    if work.state == WorkState.PUBLISHED and work.outdated_since is None:
        work.state = WorkState.WANTED
    if work.state in FREE:
        work.assignee, work.asker, work.asked_at = person or work.assignee, user, timezone.now()
    work.due, work.note = due or work.due, note.strip()[:NOTE_LENGTH] or work.note
    work.words = measures.unwritten_words(translation)
    work.save()
    audit.record(actor=user, action="translation.asked", obj=work, data={"language": work.language})
    return work


@transaction.atomic
def withdraw(*, work: Work, user: Any) -> None:
    """Take back what was asked and nobody has begun. Raises PermissionDenied, WorkRefusedError."""
    work = locked(work, FREE)
    if not permissions.may_manage(user, work):
        raise PermissionDenied
    audit.record(actor=user, action="translation.withdrawn", obj=work, data={"language": work.language})
    if work.answered:
        work.state, work.assignee = WorkState.PUBLISHED, None
        work.save(update_fields=["state", "assignee", "changed_at"])
    else:
        work.delete()
