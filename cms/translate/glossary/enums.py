"""Choices of the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormKind(models.TextChoices):
    """What the glossary says of words in one language."""

    WANTED = "wanted", _("Say this")
    FORBIDDEN = "forbidden", _("Do not say this")
