"""Choices of the memory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where a pair of texts comes from."""

    PUBLISHED = "published", _("Published here")
    IMPORTED = "imported", _("From a file")
