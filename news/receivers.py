"""A topic or author that changes is known by its new name, and seen with its new portrait, everywhere."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from cms.core import page_store
from search import tasks as search_tasks

from . import queries, tasks
from .models import Author


def author_changed(sender: type[Author], instance: Author, created: bool, **kwargs: Any) -> None:
    """Search knows pages by their authors' names, and a portrait is as public as the pages that name its author."""
    ids = [] if created else list(queries.pages_by(instance).values_list("pk", flat=True))
    if ids:
        transaction.on_commit(partial(_follow, ids))


def _follow(page_ids: list[int]) -> None:
    """Forget the old name before anybody reads the new one."""
    page_store.forget()
    search_tasks.refresh_pages.enqueue(page_ids)
    tasks.publish_portraits.enqueue(page_ids)


post_save.connect(author_changed, sender=Author, dispatch_uid="news.author_changed")
