"""Translations written outside wagtail-localize's screens, through its own segments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


class MismatchError(ValueError):
    """The target text does not have the segments of its source."""


@transaction.atomic
def translate(
    *, source: models.Model, target: models.Model, locale: Locale, user: Any = None, publish: bool = True
) -> models.Model:
    """Make or update the translation of `source` in `locale` with the texts of `target`.

    `target` is an unsaved object of the same class whose blocks have the same ids: its text segments answer those of
    `source` path by path. Returns the saved translation, which goes live on commit when `publish`.
    Raises MismatchError when a segment has no counterpart.
    """
    texts = _texts(target)
    translation_source, _created = TranslationSource.update_or_create_from_instance(source)
    translation, _created = Translation.objects.get_or_create(source=translation_source, target_locale=locale)
    _write_strings(translation, texts, user)
    translation.save_target(user=user, publish=publish)
    return translation.get_target_instance()


def _texts(instance: models.Model) -> dict[tuple[str, int], str]:
    """Return the HTML of each text segment by (path, place among those of the path)."""
    found: dict[tuple[str, int], str] = {}
    counts: dict[str, int] = {}
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue) and not segment.is_empty():
            place = counts.get(segment.path, 0)
            counts[segment.path] = place + 1
            found[segment.path, place] = segment.string.data
    return found


def _write_strings(translation: Translation, texts: Mapping[tuple[str, int], str], user: Any) -> None:
    segments = translation.source.stringsegment_set.select_related("string", "context")
    segments = segments.order_by("context__path", "order")
    counts: dict[str, int] = {}
    for segment in segments:
        path = segment.context.path
        place = counts.get(path, 0)
        counts[path] = place + 1
        if (path, place) not in texts:
            raise MismatchError(f"{translation.source.object_repr}: no text for segment {place} of {path}")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": texts[path, place],
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": user,
            },
        )
