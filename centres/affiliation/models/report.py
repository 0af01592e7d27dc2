"""Yearly activity reports of centres and correspondents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from centres.models import Centre

from ..enums import ReportState, report_states
from .standing import Correspondent

COUNT = {"default": 0, "validators": [MaxValueValidator(1_000_000)]}
MONEY: dict[str, Any] = {
    "max_digits": 12,
    "decimal_places": 2,
    "default": 0,
    "validators": [MinValueValidator(0)],
}


class Report(models.Model):
    """What one centre, or one correspondent, did in one year; a draft until it is sent."""

    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    correspondent = models.ForeignKey(
        Correspondent, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=5, choices=report_states, default=ReportState.DRAFT)
    registrations = models.PositiveIntegerField(_("people registered"), **COUNT)
    cards = models.PositiveIntegerField(_("cards printed"), **COUNT)
    meetings = models.PositiveIntegerField(_("meetings held"), **COUNT)
    people = models.PositiveIntegerField(_("people who took part"), **COUNT)
    currency = models.CharField(_("currency"), max_length=3, default="EUR", help_text=_("Three letters, such as EUR."))
    money_received = models.DecimalField(_("money received"), **MONEY)
    money_sent = models.DecimalField(_("money sent to the Registry"), **MONEY)
    went_well = models.TextField(_("what went well"), blank=True, max_length=4000)
    needed = models.TextField(_("what is needed"), blank=True, max_length=4000)
    sent_at = models.DateTimeField(null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("activity report")
        verbose_name_plural = _("activity reports")
        ordering: ClassVar[list[str]] = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(centre=None) ^ models.Q(correspondent=None), name="affiliation_report_of_one"
            ),
            models.UniqueConstraint(fields=["centre", "year"], name="affiliation_centre_year"),
            models.UniqueConstraint(fields=["correspondent", "year"], name="affiliation_correspondent_year"),
            models.CheckConstraint(
                condition=models.Q(money_received__gte=0, money_sent__gte=0), name="affiliation_no_negative_money"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.year}"

    @property
    def owner(self) -> Centre | Correspondent:
        return self.centre or self.correspondent  # type: ignore[return-value] -- a constraint holds one

    @property
    def is_sent(self) -> bool:
        return self.state == ReportState.SENT
