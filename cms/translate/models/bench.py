"""What the bench keeps beside wagtail-localize's translations."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String, Translation, TranslationContext

LONGEST_REMARK = 2000


class OfALine(models.Model):
    """A row that belongs to one text of one translation: its place on the page and its words."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class LineNote(OfALine):
    """A text left for later, or typed so that it could not be kept: a mark is missing, it is too long."""

    is_later = models.BooleanField(default=False)
    typed = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["translation", "context", "string"], name="translate_one_note_a_line"),
            models.CheckConstraint(condition=Q(is_later=True) | ~Q(typed=""), name="translate_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.typed or _('for later')}"


class Remark(OfALine):
    """A comment on a text, or an answer to one; answers hang on the first."""

    thread = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=LONGEST_REMARK)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("comment on a translation")
        verbose_name_plural = _("comments on translations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(resolved_at__isnull=True),
                name="translate_only_threads_are_resolved",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
