"""Tells people about comments: who edits the source, and who spoke in the thread."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.accounts.queries import preferred_language
from cms.core import notices
from cms.core.translations import NATIVE_NAMES

from ..models import Remark
from . import permissions
from .lines import Line
from .notices import TranslationAnswer, TranslationRemark


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
    """Return who wrote the source: its owner and whoever saved it last, as far as they may still edit it."""
    source = translation.source.get_source_instance()
    if not isinstance(source, Page):
        return []
    revision = source.latest_revision
    people = [source.owner, revision.user if revision is not None else None]
    found = {person.pk: person for person in people if person is not None and person.is_active}
    return [person for person in found.values() if permissions.may_edit_source(person, translation)]


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
