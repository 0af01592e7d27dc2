"""Which tutorials a person has read."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TutorialRead(models.Model):
    """One tutorial that one person has read; gone with the person."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(_("tutorial"), max_length=60)

    class Meta:
        verbose_name = _("tutorial read")
        verbose_name_plural = _("tutorials read")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "key"], name="desk_tutorial_read_once"),
        ]

    def __str__(self) -> str:
        return self.key
