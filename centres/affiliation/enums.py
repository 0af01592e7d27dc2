"""States of applications, correspondents and reports; what is written down about an application."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import Role


class Kind(models.TextChoices):
    CENTRE = "centre", _("a registration centre")
    CORRESPONDENT = "correspondent", _("a correspondent")


class ApplicationState(models.TextChoices):
    """What the applicant sees of the way, in its order."""

    UNFINISHED = "unfinished", pgettext_lazy("state of an application", "not finished")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("state of an application", "not confirmed by mail")
    RECEIVED = "received", pgettext_lazy("state of an application", "received")
    READING = "reading", pgettext_lazy("state of an application", "being read")
    ASKED = "asked", pgettext_lazy("state of an application", "question asked")
    ACCEPTED = "accepted", pgettext_lazy("state of an application", "accepted")
    REFUSED = "refused", pgettext_lazy("state of an application", "refused")


# The applicant's own business: nobody else sees it, and it is deleted after 30 days.
UNSEEN = frozenset({ApplicationState.UNFINISHED, ApplicationState.UNCONFIRMED})
# The secretariat has not answered for good: data may be corrected, questions asked.
UNDECIDED = frozenset({ApplicationState.RECEIVED, ApplicationState.READING, ApplicationState.ASKED})
# The secretariat's turn.
WAITING = frozenset({ApplicationState.RECEIVED, ApplicationState.READING})


class Office(models.TextChoices):
    """The three officers that the Federal Rules ask of a centre."""

    MANAGER = "manager", pgettext_lazy("office in a centre", "manager")
    TREASURER = "treasurer", pgettext_lazy("office in a centre", "treasurer")
    SECRETARY = "secretary", pgettext_lazy("office in a centre", "secretary")


ROLE_OF = {
    Office.MANAGER: Role.MANAGER,
    Office.TREASURER: Role.TREASURER,
    Office.SECRETARY: Role.OFFICER,
}


class Happening(models.TextChoices):
    """A line of an application's history."""

    SENT = "sent", _("form sent")
    CONFIRMED = "confirmed", _("confirmed by mail")
    OPENED = "opened", _("reading began")
    ASKED = "asked", _("question")
    ANSWERED = "answered", _("answer")
    CORRECTED = "corrected", _("data corrected")
    NOTED = "noted", _("checklist")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    APPEALED = "appealed", _("appeal")


class Standing(models.TextChoices):
    """A correspondent's life."""

    ACTIVE = "active", pgettext_lazy("state of a correspondent", "active")
    ENDED = "ended", pgettext_lazy("state of a correspondent", "ended")
    STRUCK_OFF = "struck_off", pgettext_lazy("state of a correspondent", "struck off")


class ReportState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a report", "draft")
    SENT = "sent", pgettext_lazy("state of a report", "sent")


Choices = Any


# Named functions: a migration then names them instead of repeating every choice.
def kinds() -> Choices:
    return Kind.choices


def application_states() -> Choices:
    return ApplicationState.choices


def offices() -> Choices:
    return Office.choices


def happenings() -> Choices:
    return Happening.choices


def standings() -> Choices:
    return Standing.choices


def report_states() -> Choices:
    return ReportState.choices
