"""Thin wrappers that carry ids only."""

from __future__ import annotations

from django_tasks import task

from search import services as search

from . import services


@task()
def settle_pages(page_ids: list[int]) -> int:
    """Let pages follow a reusable content that they show."""
    settled = services.settle_pages(page_ids=page_ids)
    search.refresh(page_ids=page_ids)
    return settled
