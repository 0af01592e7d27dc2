"""Registration centres, their history, and what makes one a microsite."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_countries.fields import CountryField
from wagtail.models import Collection

from ..enums import HUES, OPEN_STATES, CentreState, Role
from ..zones import validate_zone


class CentreQuerySet(models.QuerySet["Centre"]):
    def open(self) -> CentreQuerySet:
        """The centres whose team works."""
        return self.filter(state__in=OPEN_STATES)


class Centre(models.Model):
    """An autonomous local association that registers people under a convention."""

    name = models.CharField(_("name"), max_length=120, help_text=_("As people call it, without “centre of”."))
    slug = models.SlugField(
        _("address"), max_length=60, unique=True, help_text=_("The last part of the microsite's address.")
    )
    state = models.CharField(_("state"), max_length=12, choices=CentreState, default=CentreState.CANDIDATE)
    place = models.CharField(_("place"), max_length=120, help_text=_("Town or district."))
    country = CountryField(_("country"))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    postal_address = models.TextField(_("postal address"), max_length=400, blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    hue = models.PositiveSmallIntegerField(_("colour"), choices=HUES, default=HUES[0][0])
    logo = models.ForeignKey(
        "library.Image", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    collection = models.OneToOneField(
        Collection, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="centre"
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Paris", db_default="Europe/Paris", validators=[validate_zone]
    )
    # By starter: the translation key of its page, and the languages it was asked for. What the team deletes stays away.
    parts = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), editable=False)
    is_coordination = models.BooleanField(_("coordinates the network"), default=False)
    went_live_at = models.DateTimeField(_("live since"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CentreQuerySet.as_manager()

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        ordering: ClassVar[list[str]] = ["name"]
        permissions: ClassVar[list[Any]] = [("manage_network", gettext_noop("Affiliate, suspend and close centres"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="centres_whole_position",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def today(self) -> date:
        """The day that the centre has now."""
        return timezone.localdate(timezone=self.zone)

    @property
    def address_lines(self) -> list[str]:
        return [line for raw in self.postal_address.splitlines() if (line := raw.strip())]

    @property
    def phone_link(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


class CentreLanguage(models.Model):
    """A language that a centre works in; the microsite exists in those that the site has."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=12)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "code"]
        constraints = [models.UniqueConstraint(fields=["centre", "code"], name="centres_language_once")]

    def __str__(self) -> str:
        return self.code


class CentreChange(models.Model):
    """One change of a centre's state: who, when, why. Never changed, never deleted while the centre is there."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="changes")
    old_state = models.CharField(max_length=12, choices=CentreState, blank=True)
    new_state = models.CharField(max_length=12, choices=CentreState)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.centre}: {self.get_new_state_display()}"


class CentreGroup(models.Model):
    """The group that gives the members of one centre with one role (a translator's: in one language) their rights."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="groups")
    role = models.CharField(max_length=12, choices=Role)
    language = models.CharField(max_length=12, blank=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="centre_group")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "role", "language"], name="centres_group_once"),
            models.CheckConstraint(
                condition=models.Q(role=Role.TRANSLATOR) ^ models.Q(language=""), name="centres_translators_language"
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_clean(validate_constraints=False)
        super().save(*args, **kwargs)
