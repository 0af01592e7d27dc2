"""Invitations to a centre's team, what happened to terms of office, and when somebody was last there."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from ..models import Centre, Term
from .enums import ChangeKind, InvitationState


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """The invitations that can be accepted now."""
        return self.filter(state=InvitationState.SENT, expires_at__gt=timezone.now())

    def overdue(self) -> InvitationQuerySet:
        return self.filter(state=InvitationState.SENT, expires_at__lte=timezone.now())


class Invitation(models.Model):
    """An address asked to serve a centre. `language` holds a translator's languages, in order, parted by blanks."""

    # Whether the service that returned it has just made it.
    is_new = False

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role)
    language = models.CharField(_("languages"), max_length=120, blank=True)
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    mail_language = models.CharField(_("language of the mail"), max_length=12)
    state = models.CharField(_("state"), max_length=10, choices=InvitationState, default=InvitationState.SENT)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))
    times_sent = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar[list[str]] = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "email", "role", "language"],
                condition=Q(state=InvitationState.SENT),
                name="team_invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.TRANSLATOR) ^ Q(language=""), name="team_invitation_languages"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(begins_on=None) | Q(ends_on__gte=models.F("begins_on")),
                name="team_invitation_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre}: {self.email}"

    @property
    def is_open(self) -> bool:
        return self.state == InvitationState.SENT and self.expires_at > timezone.now()

    @property
    def shown_state(self) -> Any:
        """The state in words; what nobody answered in time has expired, whether or not the clock wrote it down."""
        late = self.state == InvitationState.SENT and not self.is_open
        return InvitationState.EXPIRED.label if late else InvitationState(self.state).label

    @property
    def languages(self) -> list[str]:
        return self.language.split()


class TermChange(models.Model):
    """What happened to a term: who, when, why. Only added to."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    old_end = models.DateField(null=True, blank=True)
    new_end = models.DateField(null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of a term")
        verbose_name_plural = _("changes of terms")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.term}: {self.get_kind_display()}"


class Presence(models.Model):
    """The day on which somebody of a team last used the site, signed in; the hour is nobody's business."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presence", primary_key=True
    )
    seen_on = models.DateField(_("last seen"))

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")

    def __str__(self) -> str:
        return f"{self.user}: {self.seen_on}"
