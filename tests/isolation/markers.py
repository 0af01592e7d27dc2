"""Puts the word of one centre into every text of its rows, and says which texts do not hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.db import IntegrityError, models, transaction
from wagtail.models import Page

Rows = dict[type[models.Model], list[Any]]

# What visitors read anyway, or what names no person and no text of the centre: whole models, or fields of one.
PUBLIC: dict[str, set[str] | None] = {
    "accounts.User": {"password", "language"},
    "affiliation.Report": {"currency"},
    "auth.Group": None,
    "auth.Permission": None,
    "centres.Centre": None,
    "centres.CentreGroup": None,
    "centres.CentreLanguage": None,
    "core.AuditEntry": {"object_label"},
    "desk.TrashEntry": {"kind"},
    "home.FormField": None,
    "library.Rendition": {"filter_spec"},
    "team.Invitation": {"mail_language"},
    "core.StagedUpload": {"purpose"},
    "wagtail_localize.OverridableSegment": {"data_json"},
    "wagtail_localize.StringSegment": {"attrs"},
    "wagtail_localize.TranslationContext": {"field_path"},
    "wagtail_localize.TranslationSource": {"schema_version"},
    "wagtailcore.PageViewRestriction": {"restriction_type"},
    "wagtailcore.ReferenceIndex": None,
}


def text_fields(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Yield the fields of free text that a model itself holds."""
    public = PUBLIC.get(model._meta.label, set())
    if public is None:
        return
    for field in model._meta.local_concrete_fields:
        is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices
        if is_text and not field.primary_key and not field.unique and field.name not in public:
            yield field


def mark(rows: Rows, word: str) -> None:
    """Write `word` into what was left empty, by the database alone: nothing follows from it."""
    for model, found in rows.items():
        for field in text_fields(model):
            empty = [row.pk for row in found if getattr(row, field.attname) == "" and not is_public(row)]
            text = f"{word}@mondcivitan.example" if isinstance(field, models.EmailField) else word
            if isinstance(field, models.URLField):
                text = f"https://{word}.example/"
            if empty and (field.max_length or 99) >= len(text) and not is_technical(field):
                # What must stay empty beside another field stays empty.
                with suppress(IntegrityError), transaction.atomic():
                    models.QuerySet(model).filter(pk__in=empty).update(**{field.attname: text})


def is_technical(field: models.Field[Any, Any]) -> bool:
    """Say whether a program reads the text: a marker would break it and nobody sees it."""
    return isinstance(field, models.SlugField) or field.name in TECHNICAL


TECHNICAL = {
    "action",
    "content",
    "content_json",
    "content_path_hash",
    "contentpath",
    "file_hash",
    "language",
    "object_id",
    "object_type",
    "path",
    "position",
    "url_path",
}


def is_public(row: models.Model) -> bool:
    """Say whether visitors read the row's own texts."""
    return isinstance(row, Page) and row.live and not row.get_view_restrictions().exists()


def unmarked(rows: Rows, word: str) -> Iterable[str]:
    """Return the fields of free text that no row has the word in."""
    for model, found in rows.items():
        private = [row for row in model._base_manager.filter(pk__in=[row.pk for row in found]) if not is_public(row)]
        for field in text_fields(model):
            if (
                private
                and not is_technical(field)
                and not any(word in str(getattr(row, field.attname)) for row in private)
            ):
                yield f"{model._meta.label}.{field.name}"
