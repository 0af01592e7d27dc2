"""Does what a person asks for one language of a page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.core.wishes import Order, Outcome, Result, Row, Schedule, Text, Wish, WishRefusedError

from ..bench.errors import LineRefusedError
from ..bench.services import carry_over_all
from ..queries import rows
from ..texts import as_data, key_of
from ..work.services.source import note_writing
from .asking import ask_translators
from .targets import complete_text, keep, save_draft, segments_of, target_of


@transaction.atomic
def fulfil(*, page: Any, code: str, order: Order, user: Any, schedule: Schedule, publish: bool) -> Outcome:
    """Do what was asked for the language `code` of `page`, as it stands in memory.

    Goes live only when every text is written, read by a person, `publish` is true and `user` may publish there.
    Raises WishRefusedError.
    """
    row = next((row for row in rows(page=page, user=user) if row.code == code), None)
    if row is None or order.wish not in row.wishes:
        raise WishRefusedError(code, _("You may not ask for this in this language."))
    translation = _translation(page, code, user)
    try:
        if order.wish is Wish.WRITE:
            is_complete = _write(row, translation, order, user)
            note_writing(translation=translation, user=user)
            if is_complete:
                return _bring_out(row, translation, user, schedule, publish=publish)
            return Outcome(code, Result.DRAFT, save_draft(translation=translation, user=user).pk)
        if order.wish is Wish.KEEP:
            return _keep(row, translation, user)
        return _hand_over(page, translation, order, user)
    except ValidationError as error:
        raise _refusal(row, error) from error


def _translation(page: Any, code: str, user: Any) -> Translation:
    source, _new = TranslationSource.update_or_create_from_instance(page)
    locale = page.locale.__class__.objects.get(language_code=code)
    translation, _new = Translation.objects.get_or_create(source=source, target_locale=locale)
    target = target_of(translation)
    lock = target.get_lock() if target is not None else None
    if lock is not None and lock.for_user(user):
        raise WishRefusedError(code, _("Somebody else works on this language: it is locked."))
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    return translation


def _keep(row: Row, translation: Translation, user: Any) -> Outcome:
    """Let what is live stand for the changed texts: the person says that the meaning is the same."""
    try:
        carry_over_all(translation=translation, user=user)
    except (LineRefusedError, PermissionDenied) as refusal:
        raise WishRefusedError(row.code, str(refusal) or _("You may not ask for this in this language.")) from refusal
    return Outcome(row.code, Result.KEPT, row.page.pk)


def _hand_over(page: Any, translation: Translation, order: Order, user: Any) -> Outcome:
    """Have a machine or a person write the draft."""
    draft = save_draft(translation=translation, user=user)
    code = translation.target_locale.language_code
    if order.wish is Wish.PERSON:
        people = ask_translators(translation=translation, asker=user, order=order)
        return Outcome(code, Result.ASKED, draft.pk, people)
    from ..machine.services import order_draft  # noqa: PLC0415 -- they import these services

    order_draft(translation=translation, user=user)
    return Outcome(code, Result.MACHINE, draft.pk)


def _write(row: Row, translation: Translation, order: Order, user: Any) -> bool:
    """Keep what was typed; say whether every text is written, and read by a person."""
    segments = {key_of(item.context.path, item.string.data): item for item in segments_of(translation)}
    refused: dict[str, str] = {}
    is_complete = True
    for text in row.texts:
        typed = order.texts.get(text.key, "").strip()
        try:
            data = as_data(text, typed) if typed else ""
        except ValueError as error:
            refused[text.key] = str(error)
            continue
        stays_machine = text.is_machine and not order.confirmed and typed == text.text
        if not data:
            _forget(segments[text.key], translation)
        elif not stays_machine:
            kind = StringTranslation.TRANSLATION_TYPE_MANUAL
            keep(segment=segments[text.key], translation=translation, data=data, kind=kind, user=user)
        is_complete = is_complete and bool(data) and not stays_machine
    if refused:
        raise WishRefusedError(row.code, _("Some texts cannot stay as they are."), refused)
    return is_complete


def _forget(segment: Any, translation: Translation) -> None:
    StringTranslation.objects.filter(
        translation_of=segment.string, context=segment.context, locale=translation.target_locale
    ).delete()


def _bring_out(row: Row, translation: Translation, user: Any, schedule: Schedule, *, publish: bool) -> Outcome:
    """Publish a complete translation, schedule it, or hand it to whoever may."""
    page = complete_text(translation=translation, user=user)
    page.go_live_at, page.expire_at = schedule.go_live_at, schedule.expire_at
    revision = page.save_revision(user=user, log_action=True)
    if publish and row.may_publish:
        revision.publish(user=user)
        is_later = schedule.go_live_at is not None and schedule.go_live_at > timezone.now()
        return Outcome(row.code, Result.SCHEDULED if is_later else Result.PUBLISHED, page.pk)
    workflow = page.get_workflow()
    if workflow is not None and not page.workflow_in_progress and not row.may_publish:
        workflow.start(page, user)
        return Outcome(row.code, Result.SUBMITTED, page.pk)
    return Outcome(row.code, Result.DRAFT, page.pk)


def _refusal(row: Row, error: ValidationError) -> WishRefusedError:
    """Say at each text what the page cannot take, and the rest above them."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    first: dict[str, Text] = {}
    for text in row.texts:
        first.setdefault(text.path, text)
    texts = {first[name].key: " ".join(found) for name, found in by_field.items() if name in first}
    rest = [message for name, found in by_field.items() if name not in first for message in found]
    return WishRefusedError(row.code, " ".join(rest) or _("Some texts cannot stay as they are."), texts)
