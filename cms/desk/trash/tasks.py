"""A thin wrapper that carries ids only."""

from __future__ import annotations

from django_tasks import task

from . import settling


@task()
def settle_restored(page_ids: list[int], others: list[list[str]]) -> None:
    settling.settle(page_ids=page_ids, others=others)
