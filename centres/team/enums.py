"""States of an invitation, what happens to a term, and what each role may do, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import Role

OPEN_FOR = timedelta(days=14)
# Declined, withdrawn and expired invitations hold addresses of people who have no account.
FORGOTTEN_AFTER = timedelta(days=90)
SEND_AGAIN_AFTER = timedelta(minutes=10)
# Days before the end of a term on which person and managers are reminded.
REMINDERS = (60, 14)


class InvitationState(models.TextChoices):
    SENT = "sent", pgettext_lazy("state of an invitation", "waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("state of an invitation", "accepted")
    DECLINED = "declined", pgettext_lazy("state of an invitation", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an invitation", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("state of an invitation", "expired")


class ChangeKind(models.TextChoices):
    BEGUN = "begun", pgettext_lazy("what happened to a term", "given")
    RENEWED = "renewed", pgettext_lazy("what happened to a term", "given a new end")
    ENDED = "ended", pgettext_lazy("what happened to a term", "ended before its time")
    REPLACED = "replaced", pgettext_lazy("what happened to a term", "replaced by another role")


DUTIES: dict[Role, Any] = {
    Role.MANAGER: _("Leads the team: invites and ends members, writes and publishes every page of the centre."),
    Role.EDITOR: _("Writes and publishes the centre’s pages, adds its pictures and documents."),
    Role.OFFICER: _("Receives people and registers them; may add pictures and documents, changes no page."),
    Role.TRANSLATOR: _("Translates the centre’s pages into the languages chosen; others publish."),
    Role.TREASURER: _("Keeps the centre’s accounts; may add pictures and documents, changes no page."),
}
