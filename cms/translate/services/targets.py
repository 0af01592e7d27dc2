"""The page of a translation: made as a draft, and never showing the source's text to a visitor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.text import slugify
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..queries import is_foreign_alias

SLUG, TITLE = "slug", "title"


def target_of(translation: Translation) -> Any:
    """Return the page of a translation, None when there is none."""
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def keep(*, segment: StringSegment, translation: Translation, data: str, kind: str, user: Any, tool: str = "") -> None:
    """Keep the translation of one segment."""
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={
            "data": data,
            "translation_type": kind,
            "tool_name": tool,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )


def segments_of(translation: Translation) -> list[StringSegment]:
    segments = translation.source.stringsegment_set.select_related("string", "context")
    return list(segments.order_by("order"))


def save_draft(*, translation: Translation, user: Any) -> Any:
    """Make the page of `translation`, or bring its draft up to date; texts not written yet are the source's there.

    A live translation keeps its page as it is: wagtail-localize would write the source's texts straight into it.
    """
    target = target_of(translation)
    if target is not None and target.live:
        if not is_foreign_alias(target):
            return target
        target.unpublish(user=user)
    _name_address(translation, target, user)
    translation.save_target(user=user, publish=False)
    return translation.get_target_instance()


def _name_address(translation: Translation, target: Any, user: Any) -> None:
    """Make the address of a new translation from its title; one that has an address keeps it."""
    by_path = {segment.context.path: segment for segment in segments_of(translation)}
    if SLUG not in by_path:
        return
    slug = target.slug if target is not None and not is_foreign_alias(target) else _slug(translation, by_path)
    kind = StringTranslation.TRANSLATION_TYPE_MANUAL
    keep(segment=by_path[SLUG], translation=translation, data=slug, kind=kind, user=user)


def _slug(translation: Translation, by_path: dict[str, StringSegment]) -> str:
    title = StringTranslation.objects.filter(
        translation_of=by_path[TITLE].string, context=by_path[TITLE].context, locale=translation.target_locale
    ).first()
    return (slugify(title.data) if title else "") or str(by_path[SLUG].string.data)


def complete_text(*, translation: Translation, user: Any) -> Any:
    """Return the page of a translation whose texts are all written, ready for a revision."""
    target = target_of(translation)
    if target is not None and target.live and not is_foreign_alias(target):
        _name_address(translation, target, user)
        page = translation.source.get_ephemeral_translated_instance(translation.target_locale)
        page.slug = target.slug
        return page
    return save_draft(translation=translation, user=user).get_latest_revision_as_object()
