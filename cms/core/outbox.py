"""The outbox: a mail is a row, written with what caused it, before anybody tries to send it.

Sending happens in a task, outside every transaction. `attempts` is the fence: a task carries the number it was made
for, so a task that runs twice, or comes late, finds the row moved on and does nothing. A sender that dies keeps its
claim until it ends; the clock hands the row over again, with the same Message-ID.
"""

from __future__ import annotations

import base64
import logging
import smtplib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.mime.base import MIMEBase
from email.utils import make_msgid, parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.html import strip_tags

from .enums import MAIL_CLOSED, MAIL_OPEN, MailState
from .models import Mail

logger = logging.getLogger(__name__)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BACK_OFF = (MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR)
MAX_ATTEMPTS = len(BACK_OFF) + 1
# Longer than the slowest conversation: every step of it may last EMAIL_TIMEOUT.
CLAIM = 10 * MINUTE
# How long a task that was handed a row may wait in the queue before the clock hands it over again.
HAND_OVER = 10 * MINUTE
BATCH = 500
# SQLite refuses a condition of a thousand parts.
KEYS_AT_ONCE = 100
MAX_ATTACHMENTS = 10 * 1024 * 1024
CONTENT_DAYS = 14
ROW_DAYS = 365
# Answers that blame our configuration, not the message: worth another try.
OUR_FAULT = (454, 530, 534, 535, 538)


class UnsupportedMessage(ValueError):
    """The message holds something that the outbox could not give back whole."""


class OutboxBackend(BaseEmailBackend):
    """EMAIL_BACKEND: whatever calls Django's mail functions writes to the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(bool(post(message=message)) for message in email_messages or ())


@transaction.atomic
def post(*, message: EmailMessage, language: str = "", notice: str = "", key: str | None = None) -> list[Mail]:
    """Write one row per recipient, in the caller's transaction; a task delivers each after the commit.

    A `key` already used (for that recipient) writes nothing and returns the row that has it.
    Raises BadHeaderError for line breaks in headers, UnsupportedMessage for parts that cannot be kept.
    """
    message.message()
    content: dict[str, Any] = {
        **_parts(message),
        "subject": str(message.subject),
        "from_email": message.from_email,
        "reply_to": ", ".join(message.reply_to),
        "attachments": [_kept_attachment(item) for item in message.attachments],
        "language": language or translation.get_language() or settings.LANGUAGE_CODE,
        "notice": notice,
    }
    if sum(len(item["content"]) for item in content["attachments"]) * 3 // 4 > MAX_ATTACHMENTS:
        raise UnsupportedMessage("the attachments weigh more than 10 MB")
    recipients = message.recipients()
    single = len(recipients) == 1
    return [
        _write(content, to=to, headers=dict(message.extra_headers), key=key if single or not key else f"{key}:{to}")
        for to in recipients
    ]


def _write(content: dict[str, Any], *, to: str, headers: dict[str, str], key: str | None) -> Mail:
    now = timezone.now()
    domain = parseaddr(content["from_email"])[1].rpartition("@")[2] or "localhost"
    headers.setdefault("Message-ID", make_msgid(domain=domain))
    try:
        with transaction.atomic():
            mail = Mail.objects.create(
                **content, to=to, headers=headers, key=key, created_at=now, next_attempt_at=now + HAND_OVER
            )
    except IntegrityError:
        known = Mail.objects.filter(key=key).first() if key else None
        if known is None:
            raise
        return known
    transaction.on_commit(partial(_hand_over, mail.pk, 0), robust=True)
    return mail


def _hand_over(mail_id: int, attempt: int) -> None:
    from .tasks import deliver_mail  # noqa: PLC0415 -- tasks deliver through this module

    deliver_mail.enqueue(mail_id, attempt)


def _parts(message: EmailMessage) -> dict[str, str]:
    text, html = str(message.body), ""
    if message.content_subtype == "html":
        text, html = strip_tags(text), text
    for content, mimetype in getattr(message, "alternatives", None) or ():
        if mimetype != "text/html" or html:
            raise UnsupportedMessage(f"the outbox keeps one text and one HTML part, not {mimetype}")
        html = str(content)
    return {"text": text, "html": html}


def _kept_attachment(item: Any) -> dict[str, str]:
    if isinstance(item, MIMEBase):
        name, kind, content = item.get_filename(), item.get_content_type(), item.get_payload(decode=True)
    else:
        name, content, kind = item
    if isinstance(content, str):
        content = content.encode()
    if not isinstance(content, bytes):
        raise UnsupportedMessage("an attachment is not made of bytes")
    return {"name": name or "", "type": kind, "content": base64.b64encode(content).decode("ascii")}


def as_message(mail: Mail) -> EmailMessage:
    """Build the message of a row."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.from_email,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=mail.headers,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for item in mail.attachments:
        message.attach(item["name"], base64.b64decode(item["content"]), item["type"])
    return message


def claim(*, mail_id: int, attempt: int) -> Mail | None:
    """Take the row for one attempt, or return None when it is closed, claimed, or past that attempt."""
    now = timezone.now()
    free = Q(state=MailState.QUEUED) | Q(state=MailState.SENDING, claimed_until__lt=now)
    taken = Mail.objects.filter(free, pk=mail_id, attempts=attempt).update(
        state=MailState.SENDING,
        attempts=attempt + 1,
        claimed_until=now + CLAIM,
        next_attempt_at=now + CLAIM,
    )
    return Mail.objects.get(pk=mail_id) if taken else None


def deliver(*, mail_id: int, attempt: int) -> MailState | None:
    """Make one attempt and write down how it went; None when the row was not ours to take."""
    mail = claim(mail_id=mail_id, attempt=attempt)
    if mail is None:
        return None
    if settings.MAIL_TRANSPORT == "mailbox":
        return _close(mail, MailState.KEPT)
    try:
        send_by_smtp(as_message(mail))
    except (smtplib.SMTPException, OSError, ValueError) as error:
        if is_permanent(error) or mail.attempts >= MAX_ATTEMPTS:
            return _close(mail, MailState.FAILED, describe(error))
        return _postpone(mail, describe(error))
    return _close(mail, MailState.SENT)


def send_by_smtp(message: EmailMessage) -> None:
    """Send by the EMAIL_* settings.

    The connection is ended apart: a server that hangs up after it took the message must not make us send it again.
    """
    backend = SMTPBackend()
    backend.open()
    try:
        backend.send_messages([message])
    finally:
        try:
            backend.close()
        except (smtplib.SMTPException, OSError):
            logger.info("the mail server did not say goodbye")


def is_permanent(error: Exception) -> bool:
    """Say whether the server, or our own message, will be as wrong tomorrow."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 and code not in OUR_FAULT for code, _reason in error.recipients.values())
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        return False
    if isinstance(error, smtplib.SMTPResponseException):
        return 500 <= error.smtp_code < 600 and error.smtp_code not in OUR_FAULT
    return isinstance(error, smtplib.SMTPNotSupportedError | ValueError)


def describe(error: Exception) -> str:
    """Return the server's own words, without the recipient's address."""
    answers: Iterable[tuple[int, bytes]] = ()
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = error.recipients.values()
    elif isinstance(error, smtplib.SMTPResponseException):
        reason = error.smtp_error
        answers = [(error.smtp_code, reason if isinstance(reason, bytes) else str(reason).encode())]
    words = "; ".join(f"{code} {reason.decode(errors='replace')}" for code, reason in answers)
    return (words or f"{type(error).__name__}: {error}")[:500]


def _own(mail: Mail) -> QuerySet[Mail]:
    return Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts)


def _close(mail: Mail, state: MailState, error: str = "") -> MailState:
    now = timezone.now()
    sent_at = now if state == MailState.SENT else None
    _own(mail).update(state=state, claimed_until=None, sent_at=sent_at, last_error=error)
    if state == MailState.FAILED:
        logger.warning("mail %s failed for good after %s attempts", mail.pk, mail.attempts)
    return state


def _postpone(mail: Mail, error: str) -> MailState:
    wait = BACK_OFF[min(mail.attempts, len(BACK_OFF)) - 1]
    _own(mail).update(
        state=MailState.QUEUED,
        claimed_until=None,
        next_attempt_at=timezone.now() + wait,
        last_error=error,
    )
    return MailState.QUEUED


def hand_over_due(*, now: datetime | None = None) -> int:
    """Queue a task for every mail whose time has come, whose sender died or whose task got lost; return how many."""
    now = now or timezone.now()
    due = Mail.objects.filter(state__in=MAIL_OPEN, next_attempt_at__lte=now).order_by("next_attempt_at")
    handed = 0
    for mail_id, attempt in due.values_list("pk", "attempts")[:BATCH]:
        row = Mail.objects.filter(pk=mail_id, attempts=attempt, state__in=MAIL_OPEN, next_attempt_at__lte=now)
        if attempt >= MAX_ATTEMPTS:
            row.update(state=MailState.FAILED, claimed_until=None, last_error="every attempt was cut short")
        elif row.update(next_attempt_at=now + HAND_OVER):
            _hand_over(mail_id, attempt)
            handed += 1
    return handed


def scrub(*, now: datetime | None = None) -> int:
    """Empty what was closed CONTENT_DAYS ago and drop rows after ROW_DAYS; return how many were emptied."""
    now = now or timezone.now()
    closed = Mail.objects.filter(state__in=MAIL_CLOSED)
    closed.filter(created_at__lt=now - timedelta(days=ROW_DAYS)).delete()
    return closed.filter(created_at__lt=now - timedelta(days=CONTENT_DAYS), scrubbed_at=None).update(
        text="", html="", reply_to="", headers={}, attachments=[], scrubbed_at=now
    )


def forget(*, key_starts: Sequence[str]) -> int:
    """Drop the closed mails whose keys begin so, for somebody whose data are erased; return how many."""
    dropped = 0
    for place in range(0, len(key_starts), KEYS_AT_ONCE):
        condition = Q(pk__in=[])
        for start in key_starts[place : place + KEYS_AT_ONCE]:
            condition |= Q(key__startswith=start)
        dropped += Mail.objects.filter(condition, state__in=MAIL_CLOSED).delete()[0]
    return dropped


def try_again(*, mail: Mail) -> Mail:
    """Put a failed mail back in the queue, for a person who has mended the cause."""
    now = timezone.now()
    with transaction.atomic():
        back = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED, scrubbed_at=None).update(
            state=MailState.QUEUED, attempts=0, next_attempt_at=now + HAND_OVER, last_error=F("last_error")
        )
        if back:
            transaction.on_commit(partial(_hand_over, mail.pk, 0), robust=True)
    mail.refresh_from_db()
    return mail
