"""The fields of a form, and what visitors answered."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from .enums import (
    LONGEST,
    LONGEST_CHOICE,
    MOST_CHOICES,
    USUAL_LENGTH,
    WITH_CHOICES,
    WITH_LENGTH,
    FieldKind,
    autocomplete_choices,
    kind_choices,
)


class FormField(TranslatableMixin, Orderable):
    """One question. Its `clean_name` is given once and names its answer for ever, in every language."""

    page = ParentalKey("home.FormPage", on_delete=models.CASCADE, related_name="form_fields")
    clean_name = models.CharField(max_length=64, blank=True, editable=False)
    label = models.CharField(_("label"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=kind_choices, default=FieldKind.LINE)
    help_text = models.CharField(_("help"), max_length=300, blank=True)
    is_required = models.BooleanField(_("an answer is needed"), default=True)
    choices = models.TextField(
        _("choices"), blank=True, max_length=MOST_CHOICES * LONGEST_CHOICE, help_text=_("One a line.")
    )
    autocomplete = models.CharField(
        _("the visitor's own"),
        max_length=20,
        blank=True,
        choices=autocomplete_choices,
        help_text=_("Lets the browser fill in what it knows."),
    )
    max_length = models.PositiveIntegerField(
        _("most signs"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("is_required")]),
        FieldPanel("help_text"),
        FieldPanel("choices", heading=_("Choices (for lists and several choices)")),
        FieldRowPanel([FieldPanel("autocomplete"), FieldPanel("max_length")]),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("label"),
        TranslatableField("help_text"),
        TranslatableField("choices"),
        *(SynchronizedField(name) for name in ("kind", "is_required", "autocomplete", "max_length")),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("field of a form")
        verbose_name_plural = _("fields of a form")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        self.choices = "\n".join(self.choice_list)
        problem = self._problem_of_choices()
        if problem:
            raise ValidationError({"choices": problem})
        if self.max_length and self.kind in WITH_LENGTH and self.max_length > LONGEST[FieldKind(self.kind)]:
            message = _("At most %(most)d for this kind.") % {"most": LONGEST[FieldKind(self.kind)]}
            raise ValidationError({"max_length": message})

    def _problem_of_choices(self) -> str:
        found = self.choice_list
        if self.kind not in WITH_CHOICES:
            return ""
        if not found:
            return str(_("Write the choices, one a line."))
        if len(found) > MOST_CHOICES or max(map(len, found)) > LONGEST_CHOICE:
            limits = {"most": MOST_CHOICES, "longest": LONGEST_CHOICE}
            return str(_("At most %(most)d choices of at most %(longest)d signs.") % limits)
        return "" if len(set(found)) == len(found) else str(_("Each choice has to be different."))

    @property
    def choice_list(self) -> list[str]:
        return [line for raw in self.choices.splitlines() if (line := " ".join(raw.split()))]

    @property
    def length(self) -> int:
        """The most signs of a text."""
        kind = FieldKind(self.kind)
        return min(self.max_length or USUAL_LENGTH[kind], LONGEST[kind])


class Submission(models.Model):
    """What one visitor sent through one form, whatever the language it was shown in.

    `form_key` is the translation key of the form's pages: answers outlive no period, but any one text of the form.
    """

    form_key = models.UUIDField()
    language = models.CharField(_("language"), max_length=12)
    reference = models.CharField(_("reference"), max_length=12, unique=True)
    ticket = models.CharField(max_length=32, unique=True)
    answers = models.JSONField(_("answers"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    delete_on = models.DateField(_("deleted on"), db_index=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [models.Index(fields=["form_key", "-sent_at"], name="home_submission_form")]

    def __str__(self) -> str:
        return self.reference
