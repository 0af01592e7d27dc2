"""Makes a row of any model that leads to a centre, so that what apps add later is looked for from its first day."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from wagtail.models import Page

Find = Callable[[type[models.Model]], Any]


def make_row(model: type[models.Model], word: str, find: Find) -> Any:
    """Return a new row whose relations are what `find(model)` returns and whose texts hold `word`; None if it fails."""
    if issubclass(model, Page):
        return None
    fields = [field for field in model._meta.concrete_fields if not _is_left_out(field, find)]
    try:
        with transaction.atomic():
            return model._base_manager.create(**{field.name: _value(field, word, find) for field in fields})
    except (DatabaseError, ValueError, TypeError, models.ObjectDoesNotExist):
        return None


def _is_left_out(field: Any, find: Find) -> bool:
    if field.primary_key and not field.is_relation:
        return True
    if field.is_relation:
        return find(field.related_model) is None
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
    return field.has_default() or getattr(field, "auto_now_add", False) or (field.null and not is_text)


def _value(field: Any, word: str, find: Find) -> Any:
    if field.is_relation:
        return find(field.related_model)
    if field.choices:
        return field.flatchoices[0][0]
    makers: tuple[tuple[type[models.Field[Any, Any]], Callable[[], Any]], ...] = (
        (models.EmailField, lambda: f"{word}@mondcivitan.example"),
        (models.URLField, lambda: f"https://{word}.example/"),
        (models.SlugField, lambda: f"{word}-{field.name}"[: field.max_length]),
        (models.FileField, lambda: ContentFile(word.encode(), name=f"{word}.txt")),
        (models.CharField, lambda: f"{word} {field.name}"[: field.max_length or 60]),
        (models.TextField, lambda: f"{word} {field.name}"),
        (models.DateTimeField, timezone.now),
        (models.DateField, timezone.localdate),
        (models.TimeField, lambda: timezone.now().time()),
        (models.UUIDField, uuid.uuid4),
        (models.JSONField, lambda: {"text": word}),
        (models.BooleanField, lambda: False),
        (models.BinaryField, word.encode),
        (models.DurationField, timedelta),
    )
    return next((make() for kind, make in makers if isinstance(field, kind)), 1)
