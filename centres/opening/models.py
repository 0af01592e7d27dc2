"""When a centre is open, and who serves there."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..models import Centre
from .enums import OpeningKind, Weekday


class Opening(models.Model):
    """A weekly opening, an opening on one day, or days on which the centre is closed.

    `first_day` and `last_day` bound a weekly opening where they are set, and are the one day of a dated one.
    """

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="openings")
    kind = models.CharField(_("kind"), max_length=8, choices=OpeningKind, default=OpeningKind.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday, null=True, blank=True)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    begins = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    place = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("Where it is elsewhere than at the centre’s address.")
    )
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("Public: what visitors should know."))

    class Meta:
        verbose_name = _("opening day")
        verbose_name_plural = _("opening days")
        ordering: ClassVar[list[str]] = ["kind", "weekday", "first_day", "begins", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OpeningKind.CLOSED, weekday=None, begins=None, ends=None)
                | Q(kind__in=(OpeningKind.WEEKLY, OpeningKind.DATED), begins__lt=models.F("ends")),
                name="opening_hours_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kind=OpeningKind.WEEKLY, weekday__range=(0, 6)) | Q(weekday=None),
                name="opening_weekday_of_weekly",
            ),
            models.CheckConstraint(
                condition=Q(kind=OpeningKind.WEEKLY) | Q(first_day__isnull=False, last_day__isnull=False),
                name="opening_day_of_dated",
            ),
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=models.F("first_day")),
                name="opening_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        when = self.get_weekday_display() if self.kind == OpeningKind.WEEKLY else f"{self.first_day:%Y-%m-%d}"
        return f"{self.centre}: {when}"

    def holds(self, day: date) -> bool:
        """Say whether this opening, or closure, is of `day`."""
        within = (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)
        return within and (self.kind != OpeningKind.WEEKLY or day.weekday() == self.weekday)


class Duty(models.Model):
    """Somebody serves on one day of an opening: a member of the team, or a helper by name. Never shown in public."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="duties")
    day = models.DateField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="duties"
    )
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering: ClassVar[list[str]] = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(user=None) ^ Q(name=""), name="opening_duty_of_somebody"),
            models.UniqueConstraint(
                fields=["opening", "day", "user"], condition=Q(name=""), name="opening_member_once"
            ),
            models.UniqueConstraint(
                fields=["opening", "day", "name"], condition=Q(user=None), name="opening_helper_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}: {self.who}"

    @property
    def who(self) -> str:
        return self.name or str(self.user)
