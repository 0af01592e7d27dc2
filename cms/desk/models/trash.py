"""What was deleted and can come back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=30)


class TrashEntry(models.Model):
    """One deletion: a page with what is below it, and the translations that went along.

    `roots` says where each of its branches stood: page, parent and ancestors by id, language, type. `snapshot` holds
    every row, compressed; it is shown to nobody. The name of an entry in logs is its number: the title goes with it.
    """

    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("type of page"), max_length=100)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    deleted_at = models.DateTimeField(_("deleted at"), default=timezone.now, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deleted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    deleted_by_label = models.CharField(_("name of the person"), max_length=255, blank=True)
    page_count = models.PositiveIntegerField(_("number of pages"))
    live_count = models.PositiveIntegerField(_("number of published pages"))
    languages = models.JSONField(_("languages"), default=list)
    roots = models.JSONField(_("former places"), default=list)
    page_ids = models.JSONField(_("pages"), default=list)
    snapshot = models.BinaryField(_("rows"), editable=False)

    class Meta:
        verbose_name = _("entry of the trash")
        verbose_name_plural = _("trash")
        ordering = ["-deleted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(page_count__gte=1), name="desk_trash_holds_pages"),
            models.CheckConstraint(
                condition=models.Q(live_count__lte=models.F("page_count")), name="desk_trash_live_among_pages"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.kind}"

    @property
    def expires_at(self) -> datetime:
        return self.deleted_at + KEPT

    @property
    def days_left(self) -> int:
        """Whole days, counted up: on its last day one is left."""
        left = self.expires_at - timezone.now()
        return max(0, -(-left // timedelta(days=1)))

    @property
    def size(self) -> int:
        """Bytes of the compressed rows."""
        return len(self.snapshot)
