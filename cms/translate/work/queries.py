"""Named reads about works."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail_localize.models import Translation

from cms.accounts.enums import LanguageRole
from cms.accounts.queries import language_roles_of

from ..enums import FREE, IN_HAND, WorkState
from ..models import Work
from ..models.work import WorkQuerySet


def all_works() -> WorkQuerySet:
    """Return the works on translations that go on."""
    found: WorkQuerySet = Work.objects.with_source().filter(translation__enabled=True)
    return found


def work_of(translation: Translation) -> Work | None:
    """Return the work on a translation, None when nobody asked for it or began it."""
    return Work.objects.with_source().filter(translation=translation).first()


def free_for(user: Any) -> WorkQuerySet:
    """Return what this person may take: wanted in their languages, and of nobody else."""
    languages = language_roles_of(user)[LanguageRole.TRANSLATOR]
    found = all_works().into(languages).filter(state__in=FREE)
    return found.filter(Q(assignee=None) | Q(assignee=user.pk))


def taken_by(user: Any) -> WorkQuerySet:
    return all_works().filter(assignee=user.pk, state__in=IN_HAND)


def in_review_for(user: Any) -> WorkQuerySet:
    """Return what waits for this person's reading."""
    languages = language_roles_of(user)[LanguageRole.REVIEWER]
    return all_works().into(languages).filter(state=WorkState.IN_REVIEW)


def waiting_for(user: Any) -> WorkQuerySet:
    """Return everything that waits for this person: to take, to go on with, to read. What is due first comes first."""
    roles = language_roles_of(user)
    languages = "translation__target_locale__language_code__in"
    to_take = Q(state__in=FREE) & (
        Q(assignee=user.pk) | Q(assignee=None, **{languages: roles[LanguageRole.TRANSLATOR]})
    )
    to_go_on = Q(state__in=IN_HAND, assignee=user.pk)
    to_read = Q(state=WorkState.IN_REVIEW, **{languages: roles[LanguageRole.REVIEWER]})
    return all_works().filter(to_take | to_go_on | to_read)
