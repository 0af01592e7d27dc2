"""What search keeps: one entry for each live public page, its text apart, and the words of each language.

The tokens themselves are in the engine's own store beside it: the FTS5 table `search_tokens` on SQLite, the column
`search_entry.tokens` on PostgreSQL. Entries stay narrow, as a query reads thousands of them and twenty texts.
"""

from __future__ import annotations

import json
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


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
