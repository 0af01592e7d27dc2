"""Who may look at a bench, write at it, comment, wave a change through."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core import scope

from ..enums import WorkState
from ..models import Remark, Work
from ..work.permissions import may_review, may_translate, may_work_on


def may_open(user: Any, translation: Translation) -> bool:
    """Say whether `user` may see a bench: who translates or reviews there, and who edits the source."""
    return may_translate(user, translation) or may_review(user, translation) or may_edit_source(user, translation)


def may_write(user: Any, work: Work) -> bool:
    """Say whether `user` may change texts now: while it is in review, only who reviews it."""
    if work.state == WorkState.IN_REVIEW:
        return may_review(user, work.translation)
    return may_work_on(user, work)


def may_edit_source(user: Any, translation: Translation) -> bool:
    """Say whether `user` edits the source of a translation."""
    source = translation.source
    model = source.specific_content_type.model_class()
    instance = model.objects.filter(translation_key=source.object_id, locale=source.locale).first()
    if instance is None:
        return False
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return scope.allows(user, "change", instance)


def may_wave_through(user: Any, translation: Translation) -> bool:
    """Say whether `user` may let a translation stand for changed words: who edits the source, or reviews there."""
    return may_edit_source(user, translation) or may_review(user, translation)


def may_resolve(user: Any, remark: Remark) -> bool:
    """Say whether `user` may close a thread: who began it, edits the source, or reviews the translation."""
    return remark.author_id == user.pk or may_wave_through(user, remark.translation)
