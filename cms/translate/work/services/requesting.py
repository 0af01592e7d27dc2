"""Carries out requests for many texts, a text at a time: nothing waits for all of them, and a stop loses nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.core import audit

from ...models import Asking, Work
from .. import notifying, permissions, planning, sources
from ..errors import WorkRefusedError
from .asking import NOTE_LENGTH, put_down
from .steps import take

logger = logging.getLogger(__name__)


@transaction.atomic
def request_translations(
    *, names: Iterable[str], languages: Iterable[str], user: Any, person: Any, due: date | None, note: str
) -> Asking:
    """Keep a request and have the worker carry it out. Each text is judged when its turn comes."""
    from ...tasks import carry_out_request  # noqa: PLC0415 -- tasks import services

    asking = Asking.objects.create(
        asker=user,
        texts=list(dict.fromkeys(names))[: planning.MOST_TEXTS],
        languages=list(dict.fromkeys(languages)),
        person=person,
        due=due,
        note=note.strip()[:NOTE_LENGTH],
    )
    audit.record(actor=user, action="translation.requested", obj=asking, data={"texts": len(asking.texts)})
    asking_id = asking.pk
    transaction.on_commit(lambda: carry_out_request.enqueue(asking_id))
    return asking


def carry_out(*, asking_id: int) -> Asking | None:
    """Ask for what is left of a request, then write to the people. Safe to repeat, and to stop at any point."""
    asking = Asking.objects.select_related("asker", "person").filter(pk=asking_id, finished_at=None).first()
    while asking is not None and asking.done < len(asking.texts):
        try:
            asking = _next(asking_id)
        except Exception:  # one text's failure must not stop the others
            logger.exception("a text of the request %s could not be asked for", asking_id)
            asking = _skip(asking_id)
    return _finish(asking_id) if asking is not None else None


@transaction.atomic
def _next(asking_id: int) -> Asking | None:
    """Ask for one text in all its languages."""
    asking = Asking.objects.select_for_update(of=("self",)).select_related("asker", "person").get(pk=asking_id)
    if asking.finished_at is not None or asking.done >= len(asking.texts):
        return asking
    name = asking.texts[asking.done]
    planned = planning.plan(names=[name], languages=asking.languages, user=asking.asker, person=asking.person)
    instance = sources.find([name]).get(name)
    if instance is not None and planned.asked:
        source, _is_new = TranslationSource.update_or_create_from_instance(instance)
        for item in planned.asked:
            asking.works.append(_put_down(asking, source, item.language).pk)
    asking.refused += [
        {"title": item.title, "language": item.language, "why": item.answer} for item in planned.left_out
    ]
    asking.done += 1
    asking.save(update_fields=["works", "refused", "done"])
    return asking


@transaction.atomic
def _skip(asking_id: int) -> Asking:
    asking = Asking.objects.select_for_update(of=("self",)).select_related("asker", "person").get(pk=asking_id)
    asking.refused.append({"title": asking.texts[asking.done], "language": "", "why": "failed"})
    asking.done += 1
    asking.save(update_fields=["refused", "done"])
    return asking


def _put_down(asking: Asking, source: TranslationSource, language: str) -> Work:
    locale = Locale.objects.get(language_code=language)
    translation, _is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
    return put_down(translation=translation, user=asking.asker, person=asking.person, due=asking.due, note=asking.note)


@transaction.atomic
def _finish(asking_id: int) -> Asking:
    asking = Asking.objects.select_for_update(of=("self",)).select_related("asker").get(pk=asking_id)
    if asking.finished_at is None:
        works = list(Work.objects.with_source().filter(pk__in=asking.works))
        free = [work for work in works if not work.is_in_hand]
        notifying.tell_asked_people(works=free, asker=asking.asker)
        asking.finished_at = timezone.now()
        asking.save(update_fields=["finished_at"])
    return asking


@transaction.atomic
def begin(*, instance: Any, locale: Locale, user: Any) -> Work:
    """Have `user` translate what nobody asked for. Raises PermissionDenied, WorkRefusedError."""
    if not permissions.may_begin(user, instance, locale):
        raise PermissionDenied
    if not planning.may_be_translated(instance, locale):
        raise WorkRefusedError(_("This text cannot be translated from here."))
    source, _is_new = TranslationSource.update_or_create_from_instance(instance)
    translation, _is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
    work = put_down(translation=translation, user=user, person=None, due=None, note="")
    return take(work=work, user=user)
