"""Tells people about comments: who edits the source, and who spoke in the thread."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.accounts.queries import preferred_language
from cms.core import notices
from cms.core.translations import NATIVE_NAMES

from ..models import Remark, Work
from . import permissions
from .lines import Line
from .notices import TranslationAnswer, TranslationRemark

WRITTEN = ("wagtail.create", "wagtail.edit", "wagtail.publish")


def tell_remark(*, remark: Remark, line: Line) -> None:
    """Write to the editors of the source about a new comment."""
    for person in editors_of(remark.translation):
        _send(TranslationRemark, person, remark, {"source": line.source})


def tell_answer(*, answer: Remark) -> None:
    """Write to everybody who spoke in a thread, and to the editors of the source."""
    thread = answer.thread
    speakers = Remark.objects.filter(thread=thread).select_related("author")
    people = {person.pk: person for person in editors_of(answer.translation)}
    people |= {row.author_id: row.author for row in [thread, *speakers] if row is not None and row.author is not None}
    for person in people.values():
        _send(TranslationAnswer, person, answer, {"question": thread.text if thread else ""})


def editors_of(translation: Translation) -> list[Any]:
    """Return who wrote the source, as far as they may still edit it; where nobody is known, who asked for its texts.

    Of a page these are its owner and whoever saved it last, of anything else whoever last changed it, by its log.
    """
    source = translation.source.get_source_instance()
    found = _active(_writers(source))
    if not any(permissions.may_edit_source(person, translation) for person in found):
        work = Work.objects.filter(translation=translation).select_related("asker").first()
        found = _active([work.asker]) if work is not None else []
    return [person for person in found if permissions.may_edit_source(person, translation)]


def _writers(source: Any) -> list[Any]:
    if isinstance(source, Page):
        revision = source.latest_revision
        return [source.owner, revision.user if revision is not None else None]
    logs = log_registry.get_logs_for_instance(source).filter(action__in=WRITTEN, user__isnull=False)
    newest = logs.order_by("-timestamp", "-pk").first()
    return [get_user_model().objects.filter(pk=newest.user_id).first()] if newest is not None else []


def _active(people: list[Any]) -> list[Any]:
    return list({person.pk: person for person in people if person is not None and person.is_active}.values())


def _send(notice: Any, person: Any, remark: Remark, context: dict[str, str]) -> None:
    if person.pk == remark.author_id or not person.email or not person.is_active:
        return
    translation = remark.translation
    language = preferred_language(person) or translation.source.locale.language_code
    context = {
        "person": str(person),
        "author": str(remark.author),
        "title": str(translation.source.object_repr),
        "language_name": NATIVE_NAMES[translation.target_locale.language_code],
        "text": remark.text,
        "address": f"{settings.WAGTAILADMIN_BASE_URL}{address_of(remark)}",
        **context,
    }
    notices.send(notice, to=person.email, language=language, context=context, key=f"{remark.pk}:{person.pk}")


def address_of(remark: Remark) -> str:
    """Return the bench at the thread of a comment."""
    address = reverse("translate_bench", args=[remark.translation_id])
    return f"{address}#remark-{remark.thread_id or remark.pk}"
