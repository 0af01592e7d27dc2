"""What a machine was asked to draft, and why it failed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

from ..machine.enums import OrderState


class MachineOrder(models.Model):
    """The last request for a machine's draft of one translation."""

    translation = models.OneToOneField(Translation, models.CASCADE, related_name="machine_order")
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, editable=False)
    # How many texts it drafted, and how many answers had lost a mark and were not kept.
    drafted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("machine draft")
        verbose_name_plural = _("machine drafts")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.state}"
