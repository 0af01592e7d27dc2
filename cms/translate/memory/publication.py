"""What a published translation teaches the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from ..texts import NOT_ASKED
from .services import Pair, remember


def published_pairs(*, translation: Translation, target: Any) -> list[Pair]:
    """Return the texts that people wrote for `translation` and that `target` shows."""
    shown = {item.string.data for item in extract_segments(target) if isinstance(item, StringSegmentValue)}
    asked = StringSegment.objects.filter(
        source=translation.source, string=OuterRef("translation_of"), context=OuterRef("context")
    )
    written = StringTranslation.objects.filter(
        Exists(asked),
        context__object_id=translation.source.object_id,
        locale=translation.target_locale,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
    ).exclude(context__path__in=NOT_ASKED)
    rows = written.order_by("pk").values_list("translation_of__data", "data")
    return [Pair(source, target) for source, target in rows if target in shown]


def learn(*, instance: Any) -> int:
    """Remember what the live `instance` says for its source; return how many pairs are new."""
    translation = (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale=instance.locale_id, enabled=True
        )
        .select_related("source__locale", "target_locale")
        .first()
    )
    if translation is None or not getattr(instance, "live", True):
        return 0
    return remember(
        pairs=published_pairs(translation=translation, target=instance),
        source_language=translation.source.locale.language_code,
        target_language=translation.target_locale.language_code,
        origin_name=str(instance),
    )


def learn_from(*, content_type_id: int, pk: int) -> int:
    """Do `learn` for an object by its keys; nothing when it is gone."""
    model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
    instance = model.objects.filter(pk=pk).select_related("locale").first() if model else None
    return learn(instance=instance) if instance is not None else 0


def learn_everything() -> Iterator[tuple[str, int]]:
    """Remember every published translation there is; yield each with the number of its new pairs."""
    translations = Translation.objects.filter(enabled=True).select_related(
        "source__locale", "source__specific_content_type", "target_locale"
    )
    for translation in translations.order_by("pk").iterator():
        model: Any = translation.source.specific_content_type.model_class()
        found = model and model.objects.filter(
            translation_key=translation.source.object_id, locale=translation.target_locale
        )
        instance = found.select_related("locale").first() if found is not None else None
        if instance is not None and not (isinstance(instance, Page) and instance.alias_of_id):
            yield str(instance), learn(instance=instance)
