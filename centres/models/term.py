"""Terms of office: who serves a centre, as what, from when to when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import OPEN_STATES, Role
from .centre import Centre


class TermQuerySet(models.QuerySet["Term"]):
    def current(self, on: date | None = None) -> TermQuerySet:
        """The terms that give access on a day (today): begun, not ended, of a centre whose team works."""
        day = on or timezone.localdate()
        begun = self.filter(begins_on__lte=day, centre__state__in=OPEN_STATES)
        return begun.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))


class Term(models.Model):
    """Somebody's term in a centre's team. `ends_on` is the last day with access."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="terms")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="terms")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    language = models.CharField(_("language"), max_length=12, blank=True)
    begins_on = models.DateField(_("begins on"), default=timezone.localdate)
    ends_on = models.DateField(_("ends on"), null=True, blank=True, help_text=_("The last day with access."))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering: ClassVar[list[str]] = ["centre", "role", "begins_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("begins_on") - 1),
                name="centres_term_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.TRANSLATOR) ^ models.Q(language=""), name="centres_term_language"
            ),
        ]
        indexes = [models.Index(fields=["user", "ends_on"], name="centres_terms_of_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
