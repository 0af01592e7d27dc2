"""States of the platform's own rows."""

from __future__ import annotations

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(IntEnum):
    """Which tasks a worker takes first: people wait for some, and a heap of bookkeeping waits behind them."""

    SHOWN = 10
    MAILED = 20


class BlockGroup(models.TextChoices):
    """The headings of the editor's menu of blocks, in its order."""

    WORDS = "words", _("Words")
    MEDIA = "media", _("Pictures, sound and film")
    FACTS = "facts", _("Facts and figures")
    LEADS = "leads", _("Where next")
    PEOPLE = "people", _("People and places")
    LAYOUT = "layout", _("Arrangement")
    LISTS = "lists", _("From the site")


class MailState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    KEPT = "kept", _("kept in the demonstration mailbox")


class UploadState(models.TextChoices):
    UPLOADED = "uploaded", _("uploaded")
    CHECKED = "checked", _("checked")
    APPLIED = "applied", _("applied")
    REFUSED = "refused", _("refused")


MAIL_OPEN = (MailState.QUEUED, MailState.SENDING)
MAIL_CLOSED = (MailState.SENT, MailState.FAILED, MailState.KEPT)
UPLOAD_OPEN = (UploadState.UPLOADED, UploadState.CHECKED)
