"""What people send who want to found a centre or to be a correspondent, and what becomes of it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from centres.models import Centre
from cms.library.uploads import extension_of

from ..enums import (
    UNDECIDED,
    UNSEEN,
    WAITING,
    ApplicationState,
    Kind,
    Office,
    application_states,
    happenings,
    kinds,
    offices,
)


def convention_name(instance: Any, filename: str) -> str:
    """Return a name that nobody guesses, in the private store."""
    return f"conventions/{secrets.token_urlsafe(16)}.{extension_of(filename)}"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def confirmed(self) -> ApplicationQuerySet:
        return self.exclude(state__in=UNSEEN)

    def waiting(self) -> ApplicationQuerySet:
        """The secretariat's turn."""
        return self.filter(state__in=WAITING)


class Application(models.Model):
    """One application. Mails go to `email`, in `language`; a centre's contact is its manager to be.

    The checklist of the secretariat is kept here until the convention is made of it: see `checklist.py`.
    """

    kind = models.CharField(_("kind"), max_length=13, choices=kinds)
    state = models.CharField(
        _("state"), max_length=11, choices=application_states, default=ApplicationState.UNCONFIRMED
    )
    reference = models.CharField(_("reference"), max_length=12, unique=True)
    ticket = models.CharField(max_length=32, unique=True)
    language = models.CharField(_("language of the mails"), max_length=12)
    name = models.CharField(_("name of the centre"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120)
    country = CountryField(_("country"))
    languages = models.JSONField(_("languages"), default=list)
    other_languages = models.CharField(_("other languages"), max_length=200, blank=True)
    contact_name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    message = models.TextField(_("message"), max_length=4000, blank=True)
    is_public = models.BooleanField(_("name, place and languages may be shown in the directory"), default=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    reason = models.TextField(_("reason"), max_length=4000, blank=True)
    convention_signed_on = models.DateField(_("convention signed on"), null=True, blank=True)
    convention_file = models.FileField(_("signed convention"), upload_to=convention_name, blank=True)
    clause_accepted_on = models.DateField(_("data-protection clause accepted on"), null=True, blank=True)
    agreed_languages = models.JSONField(_("languages of the microsite"), default=list, blank=True)
    founded_again = models.ForeignKey(
        Centre,
        verbose_name=_("centre to found again"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    centre = models.ForeignKey(
        Centre, null=True, editable=False, on_delete=models.SET_NULL, related_name="applications"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes = [models.Index(fields=["state", "state_since"], name="affiliation_queue")]

    def __str__(self) -> str:
        return self.name or self.contact_name

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_unfinished(self) -> bool:
        return self.state == ApplicationState.UNFINISHED

    @property
    def is_for_centre(self) -> bool:
        return self.kind == Kind.CENTRE

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.created_at


class Officer(models.Model):
    """One of the three people who answer for a centre to be."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="officers")
    office = models.CharField(_("office"), max_length=9, choices=offices)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))

    class Meta:
        ordering: ClassVar[list[Any]] = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "office"], name="affiliation_office_once")]

    def __str__(self) -> str:
        return f"{self.name} ({Office(self.office).label})"


class ApplicationEvent(models.Model):
    """What happened to an application: who, when, in which words. `actor` is None for the applicant."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=9, choices=happenings)
    text = models.TextField(blank=True, max_length=4000)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
