"""Comments on texts, their answers, their end."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import Translation

from cms.core import audit

from ...models import Remark
from ...models.bench import LONGEST_REMARK
from .. import notifying, permissions
from .keeping import line_for


@transaction.atomic
def remark(*, translation: Translation, key: str, text: str, user: Any) -> Remark:
    """Comment on a text; who edits the source is told. Raises GoneError, PermissionDenied, ValueError (no words)."""
    if not permissions.may_open(user, translation):
        raise PermissionDenied
    line = line_for(translation=translation, key=key)
    made = Remark.objects.create(
        translation=translation,
        context_id=line.context_id,
        string_id=line.string_id,
        author=user,
        text=_clean(text),
    )
    audit.record(actor=user, action="translation.commented", obj=made, data={"path": line.path})
    notifying.tell_remark(remark=made, line=line)
    return made


@transaction.atomic
def answer(*, thread: Remark, text: str, user: Any) -> Remark:
    """Answer a comment, which opens it again; who spoke in it is told. Raises PermissionDenied, ValueError."""
    if not permissions.may_open(user, thread.translation):
        raise PermissionDenied
    made = Remark.objects.create(
        translation=thread.translation,
        context_id=thread.context_id,
        string_id=thread.string_id,
        thread=thread,
        author=user,
        text=_clean(text),
    )
    if thread.resolved_at is not None:
        thread.resolved_at, thread.resolved_by = None, None
        thread.save(update_fields=["resolved_at", "resolved_by"])
    audit.record(actor=user, action="translation.comment_answered", obj=thread)
    notifying.tell_answer(answer=made)
    return made


@transaction.atomic
def resolve(*, thread: Remark, user: Any) -> Remark:
    """Close a thread. Raises PermissionDenied."""
    if not permissions.may_resolve(user, thread):
        raise PermissionDenied
    thread.resolved_at, thread.resolved_by = timezone.now(), user
    thread.save(update_fields=["resolved_at", "resolved_by"])
    audit.record(actor=user, action="translation.comment_resolved", obj=thread)
    return thread


def _clean(text: str) -> str:
    words = text.strip()[:LONGEST_REMARK]
    if not words:
        raise ValueError(text)
    return words
