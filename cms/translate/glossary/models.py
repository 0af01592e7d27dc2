"""The movement's words: what they mean, how each language says them, and how it does not."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from .enums import FormKind


class GlossaryTerm(models.Model):
    """A word of the movement in the language it was defined in."""

    language = models.CharField(_("source language"), max_length=10)
    term = models.CharField(pgettext_lazy("glossary", "term"), max_length=120)
    definition = models.TextField(_("definition"), blank=True, max_length=1000)
    note = models.TextField(_("note for translators"), blank=True, max_length=1000)
    is_proposed = models.BooleanField(_("only proposed"), default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        permissions: ClassVar[list[tuple[str, str]]] = [("keep_glossary", gettext_noop("Can keep the glossary"))]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "term"], name="glossary_term_once"),
        ]

    def __str__(self) -> str:
        return self.term


class GlossaryForm(models.Model):
    """How one language says a term, or must not say it."""

    term = models.ForeignKey(GlossaryTerm, models.CASCADE, related_name="forms")
    language = models.CharField(max_length=10)
    text = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=FormKind.choices, default=FormKind.WANTED)
    is_proposed = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("words for a term")
        verbose_name_plural = _("words for terms")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["term", "language", "text"], name="glossary_form_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"
