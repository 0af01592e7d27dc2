"""Who sees the rows of wagtail-localize: whoever opens the translation, and who looks after the source."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from cms.core import judges, scope


def texts_of(source: TranslationSource) -> list[Any]:
    """Return the source and the translations that follow it, those that exist."""
    found = [_instance(source.get_source_instance)]
    found += [_instance(translation.get_target_instance) for translation in source.translations.all()]
    return [text for text in found if text is not None]


def _instance(find: Any) -> Any:
    try:
        return find()
    except Exception as error:  # each model has a DoesNotExist of its own
        if type(error).__name__ in {"DoesNotExist", "SourceDeletedError"}:
            return None
        raise


class TranslationScope:
    """A translation belongs to who opens its text; a source to who opens any of its texts, to change with all."""

    def visible(self, user: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        seen = [row.pk for row in queryset if self.opens(user, row)]
        return queryset.filter(pk__in=seen)

    def opens(self, user: Any, row: Any) -> bool:
        return any(judges.may(user, "open", text) for text in self._texts(row))

    def allows(self, user: Any, action: str, row: Any) -> bool:
        texts = self._texts(row)
        return bool(texts) and all(judges.may(user, action, text) for text in texts)

    def _texts(self, row: Any) -> list[Any]:
        if isinstance(row, Translation):
            text = _instance(row.get_target_instance) or _instance(row.source.get_source_instance)
            return [] if text is None else [text]
        return texts_of(row if isinstance(row, TranslationSource) else row.source)


def register() -> None:
    for model in (Translation, TranslationSource, StringSegment, OverridableSegment):
        scope.register_provider(model, TranslationScope())
