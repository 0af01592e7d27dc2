"""Tells people what is asked of them, and what comes back."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings

from cms.accounts.enums import LanguageRole
from cms.accounts.queries import people_of_language, preferred_language
from cms.core import notices
from cms.core.translations import NATIVE_NAMES

from ..models import Work
from ..notices import TranslationReturned, TranslationWanted
from . import addresses

LISTED = 20


def tell_asked_people(*, works: list[Work], asker: Any) -> int:
    """Write one mail to each person of whom these works were asked; return how many people there are."""
    lists: dict[int, tuple[Any, list[Work]]] = {}
    by_language: dict[str, list[Any]] = {}
    for work in works:
        if work.assignee is None and work.language not in by_language:
            by_language[work.language] = list(people_of_language(work.language, LanguageRole.TRANSLATOR))
        for person in [work.assignee] if work.assignee is not None else by_language[work.language]:
            lists.setdefault(person.pk, (person, []))[1].append(work)
    for person, theirs in lists.values():
        tell_asked(person=person, works=theirs, asker=asker)
    return len(lists)


def tell_asked(*, person: Any, works: list[Work], asker: Any, is_once: bool = True) -> None:
    """Write to one person; unless told otherwise, the same texts asked for twice are one mail."""
    first = works[0]
    names = sorted(f"{work.translation.uuid}:{work.translation.source.last_updated_at:%s}" for work in works)
    is_one = len(works) == 1
    context = {
        "asker": str(asker),
        "works": [{"title": work.title, "language_name": NATIVE_NAMES[work.language]} for work in works[:LISTED]],
        "number": len(works),
        "rest": max(0, len(works) - LISTED),
        "words": sum(work.words for work in works),
        "title": first.title,
        "language_name": NATIVE_NAMES[first.language],
        "note": first.note,
        "due": first.due,
        "address": _absolute(addresses.work_address(first) if is_one else addresses.list_address()),
    }
    key = hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]
    _send(TranslationWanted, person, first.language, context, f"{key}:{person.pk}" if is_once else None)


def tell_returned(*, work: Work, reviewer: Any) -> None:
    """Tell the translator why a text came back."""
    context = {
        "reviewer": str(reviewer),
        "title": work.title,
        "language_name": NATIVE_NAMES[work.language],
        "reason": work.reason,
        "address": _absolute(addresses.work_address(work)),
    }
    _send(TranslationReturned, work.assignee, work.language, context, None)


def _send(notice: Any, person: Any, language: str, context: dict[str, Any], key: str | None) -> None:
    if person.email:
        language = preferred_language(person) or language
        notices.send(notice, to=person.email, language=language, context={"person": str(person), **context}, key=key)


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
