"""One step for several works at once: each is judged by itself, and what was refused is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from cms.core.translations import language_codes

from ..models import Work
from . import notifying, queries, services, sources
from .errors import WorkRefusedError
from .listing import Entry
from .people import translators_near
from .reach import Reach

MOST = 100


def people_for(entries: Iterable[Entry], reach: Reach) -> QuerySet[User]:
    """Return whom the works of a list may be assigned to; nobody where this person may assign none."""
    languages = {entry.work.language for entry in entries if entry.may_manage}
    return translators_near(reach, languages) if languages else User.objects.none()


def carry_out(*, user: Any, reach: Reach, data: QueryDict) -> tuple[str, list[str]]:
    """Do `action` with each `work`; return what was done, in words, and why the rest was not."""
    step = _step(user, reach, data)
    ids = {int(pk) for pk in data.getlist("work")[:MOST] if sources.is_id(pk)}
    if step is None or not ids:
        return "", [_("Choose at least one text, and what to do with it.")]
    works = reach.works(queries.all_works()).filter(pk__in=ids)
    done, refused = [], Counter[str]()
    for work in works:
        try:
            done.append(step(work) or work)
        except PermissionDenied:
            refused[_("Some of these texts are not yours to change.")] += 1
        except WorkRefusedError as error:
            refused[f"{work.title}: {error}"] += 1
    if done and data.get("action") == "assign":
        notifying.tell_asked(person=done[0].assignee, works=done, asker=user, is_once=False)
    return _summary(data.get("action", ""), len(done)), list(refused)


def _step(user: Any, reach: Reach, data: QueryDict) -> Callable[[Work], Work | None] | None:
    action = data.get("action", "")
    if action == "assign":
        person = _person(reach, data.get("person", ""))
        return _assign(user, person) if person is not None else None
    steps = {"take": services.take, "hand_back": services.hand_back, "withdraw": services.withdraw}
    step = steps.get(action)
    return (lambda work: step(work=work, user=user)) if step is not None else None


def _assign(user: Any, person: User) -> Callable[[Work], Work]:
    """Return the step that gives a text to somebody, who gets one mail for all."""
    return lambda work: services.assign(work=work, user=user, person=person, tell=False)


def _person(reach: Reach, pk: str) -> User | None:
    return translators_near(reach, language_codes()).filter(pk=pk).first() if sources.is_id(pk) else None


def _summary(action: str, number: int) -> str:
    if not number:
        return ""
    words = {
        "take": ngettext("%(number)s text is yours now.", "%(number)s texts are yours now.", number),
        "hand_back": ngettext("%(number)s text is free again.", "%(number)s texts are free again.", number),
        "assign": ngettext("%(number)s text has a new translator.", "%(number)s texts have a new translator.", number),
        "withdraw": ngettext(
            "%(number)s text is no longer asked for.", "%(number)s texts are no longer asked for.", number
        ),
    }
    return words[action] % {"number": number}
