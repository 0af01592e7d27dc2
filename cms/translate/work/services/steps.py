"""The steps of a work, each judged by rights and state, and logged."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from ...enums import FREE, IN_HAND, WorkState
from ...memory.filling import fill_exact
from ...models import Work
from ...services.targets import complete_text, save_draft, save_thing, target_of
from .. import measures, notifying, permissions
from ..errors import WorkRefusedError
from ..locking import keep, locked
from .source import settle_translation


@transaction.atomic
def take(*, work: Work, user: Any) -> Work:
    """Have `user` translate a text that nobody has in hand. Raises PermissionDenied, WorkRefusedError."""
    work = locked(work, FREE)
    _need(permissions.may_translate(user, work.translation))
    if work.assignee_id not in {None, user.pk} and not permissions.may_review(user, work.translation):
        raise WorkRefusedError(_("Somebody else was asked to translate this text."))
    work.assignee, work.state, work.taken_at = user, WorkState.TAKEN, timezone.now()
    _prepare(work, user)
    return keep(work, user=user, action="taken", fields=("assignee", "state", "taken_at", "words"))


@transaction.atomic
def hand_back(*, work: Work, user: Any) -> Work:
    """Let others take a text; what is written stays. Raises PermissionDenied, WorkRefusedError."""
    work = locked(work, (*FREE, *IN_HAND))
    is_own = work.assignee_id == user.pk
    _need(is_own or permissions.may_manage(user, work))
    if work.assignee_id is None:
        raise WorkRefusedError(_("Nobody has taken this text."))
    work.assignee, work.state = None, _free_state(work)
    work.words = measures.unwritten_words(work.translation)
    return keep(work, user=user, action="handed_back", fields=("assignee", "state", "words"))


@transaction.atomic
def assign(*, work: Work, user: Any, person: Any, tell: bool = True) -> Work:
    """Ask `person` to translate; whoever had the text loses it. `tell` writes to them now.

    Raises PermissionDenied, WorkRefusedError.
    """
    work = locked(work, (*FREE, *IN_HAND))
    _need(permissions.may_manage(user, work))
    if not permissions.may_translate(person, work.translation):
        raise WorkRefusedError(_("This person may not translate this text."))
    if work.assignee_id == person.pk:
        return work
    work.assignee, work.state = person, _free_state(work)
    if tell:
        notifying.tell_asked(person=person, works=[work], asker=user, is_once=False)
    return keep(work, user=user, action="assigned", fields=("assignee", "state"), data={"person": person.pk})


@transaction.atomic
def start(*, work: Work, user: Any) -> Work:
    """Say that `user` writes: the first kept segment calls it, and again it does nothing.

    Raises PermissionDenied, WorkRefusedError: somebody else has the text, or it is in review or published.
    """
    if work.state == WorkState.IN_TRANSLATION and work.assignee_id == user.pk:
        return work
    work = locked(work, (*FREE, *IN_HAND))
    _need(permissions.may_work_on(user, work))
    if work.state == WorkState.IN_TRANSLATION and work.assignee_id is not None:
        return work
    work.assignee, work.state, work.started_at = work.assignee or user, WorkState.IN_TRANSLATION, timezone.now()
    work.taken_at = work.taken_at or work.started_at
    _prepare(work, user)
    return keep(work, user=user, action="started", fields=("assignee", "state", "started_at", "taken_at", "words"))


@transaction.atomic
def send_to_review(*, work: Work, user: Any) -> Work:
    """Hand a complete text to the reviewers. Raises PermissionDenied, WorkRefusedError."""
    work = locked(work, (*FREE, *IN_HAND))
    _need(permissions.may_work_on(user, work))
    _need_complete(work)
    work.state, work.sent_at, work.words, work.reason = WorkState.IN_REVIEW, timezone.now(), 0, ""
    work.assignee = work.assignee or user
    fields = ("state", "sent_at", "words", "reason", "assignee")
    return keep(work, user=user, action="sent_to_review", fields=fields)


@transaction.atomic
def return_to_translator(*, work: Work, user: Any, reason: str) -> Work:
    """Give a text back with a reason, which the translator reads. Raises PermissionDenied, WorkRefusedError."""
    work = locked(work, (WorkState.IN_REVIEW,))
    _need(permissions.may_review(user, work.translation))
    reason = reason.strip()[:1000]
    if not reason:
        raise WorkRefusedError(_("Say what should be different, so that the translator can mend it."))
    work.state, work.reason, work.reviewer = WorkState.IN_TRANSLATION, reason, user
    if work.assignee is not None:
        notifying.tell_returned(work=work, reviewer=user)
    return keep(work, user=user, action="returned", fields=("state", "reason", "reviewer"), data={"reason": reason})


@transaction.atomic
def publish(*, work: Work, user: Any) -> Work:
    """Bring a complete text to the visitors. Raises PermissionDenied, WorkRefusedError."""
    work = locked(work, (*FREE, *IN_HAND, WorkState.IN_REVIEW))
    translation = work.translation
    _need(permissions.may_review(user, translation))
    _need_complete(work)
    target = target_of(translation)
    lock = target.get_lock() if isinstance(target, Page) else None
    if lock is not None and lock.for_user(user):
        raise WorkRefusedError(_("Somebody else works on this language: it is locked."))
    work.reviewer = user
    keep(work, user=user, action="published", fields=("reviewer",))
    try:
        _bring_out(work, user)
    except ValidationError as error:
        raise WorkRefusedError(" ".join(error.messages)) from error
    settle_translation(translation=translation, user=user)
    return Work.objects.with_source().get(pk=work.pk)


def _bring_out(work: Work, user: Any) -> None:
    translation = work.translation
    if issubclass(translation.source.specific_content_type.model_class(), Page):
        page = complete_text(translation=translation, user=user)
        page.save_revision(user=user, log_action=True).publish(user=user)
    else:
        save_thing(translation=translation, user=user)


def _prepare(work: Work, user: Any) -> None:
    """Fill in what the memory knows, make the draft page where none stands yet, and count the words."""
    translation = work.translation
    fill_exact(translation=translation, user=user)
    if issubclass(translation.source.specific_content_type.model_class(), Page):
        target = target_of(translation)
        if target is None or target.alias_of_id:
            save_draft(translation=translation, user=user)
    work.words = measures.unwritten_words(translation)


def _need(may: bool) -> None:
    if not may:
        raise PermissionDenied


def _need_complete(work: Work) -> None:
    progress = measures.progress_of([work.translation])[work.translation_id]
    if not progress.is_complete:
        words = ngettext(
            "%(number)s text is not written yet.", "%(number)s texts are not written yet.", progress.missing
        )
        raise WorkRefusedError(words % {"number": progress.missing})


def _free_state(work: Work) -> WorkState:
    return WorkState.OUTDATED if work.outdated_since else WorkState.WANTED
