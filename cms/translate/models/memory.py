"""What was translated before, and the words by which it is found again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..memory.enums import Origin


class MemoryUnit(models.Model):
    """One text and its translation, each with wagtail-localize's marks. Nobody is named."""

    source_language = models.CharField(max_length=10)
    target_language = models.CharField(max_length=10)
    source = models.TextField()
    target = models.TextField()
    source_digest = models.CharField(max_length=32, editable=False)
    target_digest = models.CharField(max_length=32, editable=False)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PUBLISHED)
    origin_name = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("remembered translation")
        verbose_name_plural = _("remembered translations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source_language", "target_language", "source_digest", "target_digest"],
                name="memory_unit_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_language} → {self.target_language}: {self.source[:60]}"


class MemoryWord(models.Model):
    """A word of the source texts of one language pair, and roughly how many of them hold it."""

    pair = models.CharField(max_length=21)
    token = models.CharField(max_length=64)
    frequency = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pair", "token"], name="memory_word_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pair}: {self.token}"


class MemoryUse(models.Model):
    """A word stands in a source text of so many signs; the index alone answers which texts are near."""

    word = models.ForeignKey(MemoryWord, models.CASCADE, related_name="uses", db_index=False)
    unit = models.ForeignKey(MemoryUnit, models.CASCADE, related_name="uses")
    length = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["word", "length", "unit"], name="memory_use_near"),
        ]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.unit_id}"
