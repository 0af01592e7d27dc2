"""What a translation becomes: the draft of a page, never showing the source's text to a visitor; or a thing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.text import slugify
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..queries import is_foreign_alias

SLUG = "slug"
# What an address is made from: the title of a page, the name of a topic or an author.
TITLES = ("title", "name")


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


def save_thing(*, translation: Translation, user: Any) -> None:
    """Bring out a translation of what is no page."""
    _name_address(translation, target_of(translation), user)
    translation.save_target(user=user, publish=True)


def _name_address(translation: Translation, target: Any, user: Any) -> None:
    """Make the address of a new translation from its title; one that has an address keeps it."""
    by_path = {segment.context.path: segment for segment in segments_of(translation)}
    if SLUG not in by_path:
        return
    slug = _slug(translation, by_path) if target is None or _only_stands_for(target) else target.slug
    kind = StringTranslation.TRANSLATION_TYPE_MANUAL
    keep(segment=by_path[SLUG], translation=translation, data=slug, kind=kind, user=user)


def _only_stands_for(target: Any) -> bool:
    return isinstance(target, Page) and is_foreign_alias(target)


def _slug(translation: Translation, by_path: dict[str, StringSegment]) -> str:
    source = str(by_path[SLUG].string.data)
    segment = next((by_path[path] for path in TITLES if path in by_path), None)
    title = (
        segment
        and StringTranslation.objects.filter(
            translation_of=segment.string, context=segment.context, locale=translation.target_locale
        ).first()
    )
    return _free(translation, (slugify(title.data) if title else "") or source)


def _free(translation: Translation, slug: str) -> str:
    """Return an address that no other thing of the kind has in any language; wagtail-localize does so for pages."""
    model = translation.source.specific_content_type.model_class()
    if issubclass(model, Page):
        return slug
    longest = model._meta.get_field(SLUG).max_length
    others = model._default_manager.exclude(translation_key=translation.source.object_id)
    taken = set(others.filter(slug__startswith=slug[: longest - 4]).values_list(SLUG, flat=True))
    tries = (slug[:longest], *(f"{slug[: longest - 4]}-{number}" for number in range(2, 1000)))
    return next(found for found in tries if found not in taken)


def complete_text(*, translation: Translation, user: Any) -> Any:
    """Return the page of a translation whose texts are all written, ready for a revision."""
    target = target_of(translation)
    if target is not None and target.live and not is_foreign_alias(target):
        _name_address(translation, target, user)
        page = translation.source.get_ephemeral_translated_instance(translation.target_locale)
        page.slug = target.slug
        return page
    return save_draft(translation=translation, user=user).get_latest_revision_as_object()
