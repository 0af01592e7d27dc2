"""Kinds of opening days."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OpeningKind(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    DATED = "dated", _("on one day")
    CLOSED = "closed", pgettext_lazy("kind of opening day", "closed")


class Weekday(models.IntegerChoices):
    """Days as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
