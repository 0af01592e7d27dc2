"""Thin wrappers that carry ids only, and search's job of the clock."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from cms.core import clock
from cms.core.enums import Urgency

from . import missed, services


@task(priority=Urgency.SHOWN)
def refresh_pages(page_ids: list[int]) -> int:
    return services.refresh(page_ids=page_ids)


@task(priority=Urgency.SHOWN)
def refresh_subtree(page_id: int) -> int:
    return services.refresh_subtree(page_id=page_id)


@task()
def forget_words() -> int:
    return services.forget_words()


def reconcile() -> None:
    services.reconcile()


clock.register("search_reconcile", every=timedelta(hours=1), function=reconcile)


def forget_missed_words() -> None:
    missed.forget_old()


clock.register("search_forget_missed_words", every=timedelta(days=1), function=forget_missed_words)
