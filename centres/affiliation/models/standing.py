"""Conventions with centres and correspondents, and the correspondents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from centres.models import Centre

from ..enums import Standing, standings
from .application import Application, convention_name

# The Federal Rules: a correspondent may be struck off after two years without activity.
INACTIVE_YEARS = 2
SOON = timedelta(days=90)


def years_after(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


class CorrespondentQuerySet(models.QuerySet["Correspondent"]):
    def active(self) -> CorrespondentQuerySet:
        return self.filter(state=Standing.ACTIVE)

    def shown(self) -> CorrespondentQuerySet:
        """Those who agreed to be named in public."""
        return self.active().filter(is_public=True)


class Correspondent(models.Model):
    """Somebody who registers people alone, under a convention of their own."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    place = models.CharField(_("place"), max_length=120)
    country = CountryField(_("country"))
    languages = models.JSONField(_("languages"), default=list, blank=True)
    is_public = models.BooleanField(
        _("shown in the directory"),
        default=False,
        help_text=_("With the person's consent only: name, place and languages are shown."),
    )
    state = models.CharField(_("state"), max_length=10, choices=standings, default=Standing.ACTIVE)
    appointed_on = models.DateField(_("appointed on"), default=timezone.localdate)
    last_active_on = models.DateField(_("last activity"), default=timezone.localdate)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="correspondents"
    )
    application = models.OneToOneField(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="correspondent"
    )

    objects = CorrespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def strikable_since(self) -> date:
        """The day from which two years have passed without activity."""
        return years_after(self.last_active_on, INACTIVE_YEARS)

    @property
    def may_be_struck_off(self) -> bool:
        return self.state == Standing.ACTIVE and self.strikable_since <= timezone.localdate()

    @property
    def is_near_the_limit(self) -> bool:
        left = self.strikable_since - timezone.localdate()
        return self.state == Standing.ACTIVE and timedelta(0) < left <= SOON


class Convention(models.Model):
    """A signed convention, with the data-protection clause that makes its other side a processor of data."""

    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.CASCADE, related_name="conventions")
    correspondent = models.ForeignKey(
        Correspondent, null=True, blank=True, on_delete=models.CASCADE, related_name="conventions"
    )
    application = models.OneToOneField(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="convention"
    )
    signed_on = models.DateField(_("signed on"))
    clause_accepted_on = models.DateField(_("data-protection clause accepted on"))
    file = models.FileField(_("document"), upload_to=convention_name)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("convention")
        verbose_name_plural = _("conventions")
        ordering: ClassVar[list[str]] = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(centre=None) ^ models.Q(correspondent=None), name="affiliation_convention_with_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.centre or self.correspondent}: {self.signed_on}"
