"""States of what a machine was asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderState(models.TextChoices):
    """How far a machine's draft is."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Drafted")
    FAILED = "failed", _("Failed")
