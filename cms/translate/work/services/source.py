"""What follows when a source or a translation goes live.

wagtail-localize freezes a source's texts when somebody asks for it. Here they follow each publication of the source:
`follow_source` sends `signals.source_moving` before the frozen texts change and `signals.source_moved` after.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import Translation, TranslationSource

from cms.core import audit, page_store

from ... import signals
from ...enums import FREE, IN_HAND, WorkState
from ...models import Delivery, Work
from ...texts import NOT_ASKED
from .. import measures


@transaction.atomic
def follow_source(*, instance: Any) -> list[Work]:
    """Freeze the texts of a source that went live; return the works that are outdated by it.

    A translation is outdated when it answers other texts than these, and no longer when they are as they were.
    """
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale=instance.locale_id).first()
    if source is None or not source.translations.filter(enabled=True).exists():
        return []
    signals.source_moving.send(sender=TranslationSource, source=source, instance=instance)
    source, _new = TranslationSource.update_or_create_from_instance(instance)
    digest = measures.digest_of(source)
    works = list(Work.objects.with_source().filter(translation__source=source, translation__enabled=True))
    words = measures.unwritten_words_of(work.translation for work in works)
    moved = [work for work in works if _compare(work, digest, words[work.translation_id])]
    signals.source_moved.send(sender=TranslationSource, source=source, works=moved)
    return moved


def _compare(work: Work, digest: str, words: int) -> bool:
    """Mark one work as outdated, or as no longer so; say whether it is newly outdated."""
    was_outdated = work.outdated_since is not None
    is_outdated = bool(work.answered) and work.answered != digest
    work.words = words
    if is_outdated:
        work.outdated_since = work.outdated_since or timezone.now()
        work.state = WorkState.OUTDATED if work.state == WorkState.PUBLISHED else work.state
    else:
        work.outdated_since = None
        work.state = WorkState.PUBLISHED if work.state == WorkState.OUTDATED else work.state
    work.save(update_fields=["outdated_since", "state", "words", "changed_at"])
    if is_outdated and not was_outdated:
        audit.record(actor=None, action="translation.outdated", obj=work, data={"language": work.language})
    return is_outdated and not was_outdated


@transaction.atomic
def wave_through(*, instance: Any, user: Any, languages: Iterable[str] | None = None) -> list[Work]:
    """Let the live translations of `instance` (into `languages`, or all) count as up to date with its texts now.

    For a change that left the meaning as it was. The caller judges whether `user` may, and carries each changed
    sentence's translation over. Returns the works.
    """
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale=instance.locale_id).first()
    if source is None:
        return []
    digest = measures.digest_of(source)
    works = Work.objects.select_for_update(of=("self",)).with_source().filter(translation__source=source)
    works = works if languages is None else works.into(languages)
    waved = [work for work in works if work.answered and work.answered != digest]
    for work in waved:
        work.answered, work.outdated_since = digest, None
        work.state = WorkState.PUBLISHED if work.state == WorkState.OUTDATED else work.state
        work.words = measures.unwritten_words(work.translation)
        work.save(update_fields=["answered", "outdated_since", "state", "words", "changed_at"])
        audit.record(actor=user, action="translation.waved_through", obj=work, data={"language": work.language})
    transaction.on_commit(page_store.forget)
    return waved


@transaction.atomic
def settle(*, instance: Any, user: Any = None) -> Work | None:
    """Write down that a page went live which may be a translation."""
    translation = (
        Translation.objects.select_related("source__locale", "target_locale")
        .filter(source__object_id=instance.translation_key, target_locale=instance.locale_id, enabled=True)
        .first()
    )
    return settle_translation(translation=translation, user=user) if translation is not None else None


@transaction.atomic
def note_writing(*, translation: Translation, user: Any) -> Work:
    """Write down that somebody wrote texts where no steps are taken, as in the publish panel."""
    work, _new = Work.objects.get_or_create(translation=translation)
    work = Work.objects.select_for_update(of=("self",)).with_source().get(pk=work.pk)
    if work.state in {*FREE, *IN_HAND}:
        is_complete = measures.progress_of([translation])[translation.pk].is_complete
        work.state = WorkState.IN_REVIEW if is_complete else WorkState.IN_TRANSLATION
        work.assignee, work.words = work.assignee or user, measures.unwritten_words(translation)
        work.save(update_fields=["state", "assignee", "words", "changed_at"])
    return work


@transaction.atomic
def unsettle(*, instance: Any) -> Work | None:
    """Write down that a translation is no longer live: whoever reviews it decides when it is again."""
    done = (WorkState.PUBLISHED, WorkState.OUTDATED)
    work = (
        Work.objects.select_for_update(of=("self",))
        .filter(
            translation__source__object_id=instance.translation_key,
            translation__target_locale=instance.locale_id,
            answered__gt="",
        )
        .first()
    )
    if work is None:
        return None
    if work.state in done:
        work.state = WorkState.IN_REVIEW if work.state == WorkState.PUBLISHED else WorkState.WANTED
    work.answered, work.outdated_since = "", None
    work.save(update_fields=["state", "answered", "outdated_since", "changed_at"])
    return work


@transaction.atomic
def settle_translation(*, translation: Translation, user: Any = None) -> Work:
    """Say that a translation is published, if all of it is written; else its work goes on. Safe to repeat."""
    work, _new = Work.objects.get_or_create(translation=translation)
    work = Work.objects.select_for_update(of=("self",)).with_source().get(pk=work.pk)
    digest = measures.digest_of(translation.source)
    if work.state == WorkState.PUBLISHED and work.answered == digest:
        return work
    if not measures.progress_of([translation])[translation.pk].is_complete:
        return work
    now = timezone.now()
    _deliver(work, now)
    work.state, work.answered, work.outdated_since, work.published_at = WorkState.PUBLISHED, digest, None, now
    work.words, work.reason, work.reviewer = 0, "", work.reviewer or user
    work.save()
    transaction.on_commit(page_store.forget)
    return work


def _deliver(work: Work, now: Any) -> None:
    """Count, for each person, the words that are new since the last publication."""
    translation = work.translation
    segments = translation.source.stringsegment_set.values_list("string_id", "context_id", "string__data")
    texts = {(string, context): data for string, context, data in segments}
    written = measures.written_by_people([translation]).exclude(context__path__in=NOT_ASKED)
    if work.published_at:
        written = written.filter(updated_at__gt=work.published_at)
    words: dict[int | None, int] = {}
    for string, context, person in written.values_list("translation_of_id", "context_id", "last_translated_by_id"):
        if (string, context) in texts:
            words[person] = words.get(person, 0) + measures.words_in(texts[string, context])
    facts: dict[str, Any] = {
        "text": translation.source.object_id,
        "language": work.language,
        "published_at": now,
    }
    Delivery.objects.bulk_create(Delivery(person_id=person, words=number, **facts) for person, number in words.items())
