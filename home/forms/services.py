"""Writes of forms: a message comes in, is deleted by hand, or when its time is over."""

from __future__ import annotations

import calendar
import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override as use_language

from cms.core import audit, clock, notices, outbox
from cms.core.frame import language_name

from . import queries, words
from .addresses import split_addresses
from .models import Submission
from .notices import FormAnswers, FormReceived

if TYPE_CHECKING:
    from home.form_pages import FormPage

# No sign that is read as another one, no vowel that makes a word.
REFERENCE_SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
BATCH = 500


def new_reference() -> str:
    """Return a reference such as "F-7K2M-QX4W"."""
    signs = "".join(secrets.choice(REFERENCE_SIGNS) for _place in range(8))
    return f"F-{signs[:4]}-{signs[4:]}"


def months_later(day: date, *, months: int) -> date:
    """Return the same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@transaction.atomic
def receive(
    page: FormPage, *, language: str, answers: dict[str, Any], ticket: str, confirm: bool = True
) -> tuple[Submission, bool]:
    """Keep what was sent through the form that `page` shows; tell the desk and, when `confirm`, the sender.

    `ticket` makes it once only: with a known one the first submission is returned. The flag says whether it is new.
    """
    source = queries.source_of(page)
    known = queries.sent_with(ticket)
    if known:
        return known, False
    try:
        with transaction.atomic():
            submission = Submission.objects.create(
                form_key=source.translation_key,
                language=language,
                reference=new_reference(),
                ticket=ticket,
                answers=answers,
                delete_on=months_later(timezone.localdate(), months=source.kept_months),
            )
    except IntegrityError:
        known = queries.sent_with(ticket)
        if known is None:
            raise
        return known, False
    _tell_desk(source, submission)
    if confirm:
        _tell_sender(page, source, submission)
    return submission, True


def _tell_desk(source: FormPage, submission: Submission) -> None:
    language = source.desk_language
    with use_language(language):
        context = {
            "form_title": queries.text_in(source, language).title,
            "reference": submission.reference,
            "sender_language": language_name(submission.language),
            "rows": words.rows(source, submission, language),
            "delete_on": submission.delete_on,
            "office_url": settings.WAGTAILADMIN_BASE_URL
            + reverse("home_form_submission", args=[source.pk, submission.pk]),
        }
    for address in split_addresses(source.desk_addresses):
        notices.send(
            FormAnswers,
            to=address,
            language=language,
            context=context,
            key=f"{submission.reference}:{address}",
            reply_to=queries.sender_address(source, submission.answers),
        )


def _tell_sender(page: FormPage, source: FormPage, submission: Submission) -> None:
    address = queries.sender_address(source, submission.answers)
    if address:
        context = {
            "form_title": page.title,
            "reference": submission.reference,
            "kept_months": source.kept_months,
            "delete_on": submission.delete_on,
        }
        notices.send(FormReceived, to=address, language=submission.language, context=context, key=submission.reference)


@transaction.atomic
def delete_submissions(submissions: Iterable[Submission], *, actor: Any, action: str = "form.deleted") -> int:
    """Delete submissions with the mails about them that have left; one audit entry per form, without any answer."""
    by_form: dict[Any, list[Submission]] = {}
    for submission in submissions:
        by_form.setdefault(submission.form_key, []).append(submission)
    for form_key, found in by_form.items():
        references = [submission.reference for submission in found]
        names = (FormAnswers.name, FormReceived.name)
        outbox.forget(key_starts=[f"{name}:{reference}" for reference in references for name in names])
        Submission.objects.filter(pk__in=[submission.pk for submission in found]).delete()
        form = queries.forms().filter(translation_key=form_key).order_by("pk").first()
        data = {"form": str(form_key), "count": len(found), "references": references}
        audit.record(actor=actor, action=action, obj=form, data=data)
    return sum(len(found) for found in by_form.values())


def record_export(page: FormPage, *, actor: Any, file_format: str, count: int) -> None:
    """Write down that somebody took a copy of the answers away."""
    audit.record(actor=actor, action="form.exported", obj=page, data={"format": file_format, "count": count})


def delete_overdue() -> int:
    """Delete what has been kept for the time its form promised, and what belongs to no form any more.

    What was sent through a form in the trash waits with it, but never longer than its own time.
    """
    overdue = Submission.objects.filter(delete_on__lte=timezone.localdate())
    deleted = 0
    for due, action in ((overdue, "form.expired"), (queries.orphans(), "form.orphaned")):
        while found := list(due.defer("answers")[:BATCH]):
            deleted += delete_submissions(found, actor=None, action=action)
    return deleted


@transaction.atomic
def shorten(page: FormPage) -> int:
    """Bring forward the deletion of what was sent under a longer promise; a shorter one stays. Return how many."""
    moved = []
    for submission in queries.submissions_of(page).defer("answers").iterator(chunk_size=BATCH):
        day = months_later(timezone.localdate(submission.sent_at), months=page.kept_months)
        if day < submission.delete_on:
            submission.delete_on = day
            moved.append(submission)
    Submission.objects.bulk_update(moved, ["delete_on"], batch_size=BATCH)
    return len(moved)


clock.register("delete_form_submissions", every=timedelta(days=1), function=delete_overdue)
