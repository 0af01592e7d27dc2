"""A topic or author that changes is known by its new name, and seen with its new portrait, everywhere."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from search import tasks as search_tasks

from . import queries, tasks
from .models import Author


def author_changed(sender: type[Author], instance: Author, created: bool, **kwargs: Any) -> None:
    """Search knows pages by their authors' names, and a portrait is as public as the pages that name its author."""
    ids = [] if created else list(queries.pages_by(instance).values_list("pk", flat=True))
    if ids:
        transaction.on_commit(lambda: search_tasks.refresh_pages.enqueue(ids))
        transaction.on_commit(lambda: tasks.publish_portraits.enqueue(ids))


post_save.connect(author_changed, sender=Author, dispatch_uid="news.author_changed")
