"""What search keeps: one entry for each live public page, its text apart, and the words of each language.

The tokens themselves are in the engine's own store beside it: the FTS5 table `search_tokens` on SQLite, the column
`search_entry.tokens` on PostgreSQL. Entries stay narrow, as a query reads thousands of them and twenty texts.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Locale

from cms.core.by_language import ScopedForm
from cms.core.fields import BlocksField

from .blocks import RecommendedBlock
from .words import MAX_QUERY_WORDS, word_groups


class Entry(models.Model):
    """A page as search knows it. `day` is the date's ordinal, `marks` the facets as canonical JSON."""

    page = models.OneToOneField(
        "wagtailcore.Page", verbose_name=_("page"), primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(_("language"), max_length=20)
    kind = models.CharField(_("kind"), max_length=40)
    day = models.IntegerField(_("day"), null=True, blank=True)
    marks = models.TextField(_("marks"), default="{}")
    indexed_at = models.DateTimeField(_("indexed at"), db_index=True)
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"

    @property
    def date(self) -> date | None:
        return date.fromordinal(self.day) if self.day else None

    @property
    def facets(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = json.loads(self.marks)
        return found


class EntryText(models.Model):
    """The plain text of a page, read only for the entries that are shown."""

    entry = models.OneToOneField(
        Entry, verbose_name=_("entry"), primary_key=True, on_delete=models.CASCADE, related_name="text"
    )
    body = models.TextField(_("body"), blank=True)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def __str__(self) -> str:
        return self.body[:60]


class Word(models.Model):
    """A word that live pages of a language hold, or held: to complete a beginning and to propose for a typing error."""

    language = models.CharField(_("language"), max_length=20)
    folded = models.CharField(_("folded"), max_length=60)
    written = models.CharField(_("written"), max_length=60)
    stem = models.CharField(_("stem"), max_length=60)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "folded"], name="search_word_once_per_language"),
        ]

    def __str__(self) -> str:
        return self.written


class Promotion(models.Model):
    """What editors recommend to whoever searches for certain words of a language.

    `groups` holds, for each phrase, the tokens of each of its words: what a query is compared with.
    """

    MAX_PHRASES = 20

    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    phrases = models.TextField(_("words"), max_length=1000)
    links = BlocksField(
        blocks={"link": RecommendedBlock},
        verbose_name=_("what to recommend"),
        max_num=3,
    )
    groups = models.JSONField(default=list, editable=False)

    base_form_class = ScopedForm
    panels: ClassVar[list[Any]] = [
        HelpPanel(
            content=_(
                "Whoever searches for one of these words, alone or among others, sees the recommendations above the "
                "results."
            )
        ),
        "locale",
        FieldPanel(
            "phrases",
            help_text=_(
                "One word or phrase on each line. Accents, capitals and endings do not matter: “carte” is found by "
                "“Cartes”."
            ),
        ),
        "links",
    ]

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self) -> str:
        return ", ".join(self.lines)[:80]

    def clean(self) -> None:
        super().clean()
        if len(self.lines) > self.MAX_PHRASES:
            raise ValidationError({"phrases": _("Twenty words or phrases are enough for one recommendation.")})
        if self.locale_id:
            groups = self.phrase_groups()
            if not groups or not all(0 < len(group) <= MAX_QUERY_WORDS for group in groups):
                raise ValidationError({"phrases": _("Each line needs at least one word, and at most twelve.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.groups = self.phrase_groups()
        super().save(*args, **kwargs)

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.phrases.splitlines() if line.strip()]

    def phrase_groups(self) -> list[list[list[str]]]:
        return [word_groups(line, self.locale.language_code) for line in self.lines]


class MissedWords(models.Model):
    """How often words were asked for on a day and not found; only what several people asked for gets here."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=20)
    words = models.CharField(_("words"), max_length=60)
    count = models.PositiveIntegerField(_("how often"), default=1)

    class Meta:
        verbose_name = _("words not found")
        verbose_name_plural = _("words not found")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["day", "language", "words"], name="search_missed_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.words}"
