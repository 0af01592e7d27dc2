"""What happens to pages reaches the index by tasks, once it is committed.

A deleted page takes its entry along (foreign key), and the entry its tokens. An address is read from the page when it
is shown, so a new slug changes nothing here.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.desk.trash.followers import register_derived
from cms.desk.trash.signals import pages_gone, pages_restored

from . import tasks

for _label in ("search.Entry", "search.EntryText"):
    register_derived(_label)


@receiver([page_published, page_unpublished], dispatch_uid="search.page_changed")
def page_changed(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    page_id = instance.pk
    transaction.on_commit(lambda: tasks.refresh_pages.enqueue([page_id]))


@receiver(post_page_move, dispatch_uid="search.page_moved")
def page_moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    page_id = instance.pk
    transaction.on_commit(lambda: tasks.refresh_subtree.enqueue(page_id))


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="search.privacy_changed")
def privacy_changed(sender: type[PageViewRestriction], instance: PageViewRestriction, **kwargs: Any) -> None:
    page_id = instance.page_id
    transaction.on_commit(lambda: tasks.refresh_subtree.enqueue(page_id))


@receiver(pages_restored, dispatch_uid="search.pages_restored")
def pages_came_back(sender: type[Page], page_ids: list[int], **kwargs: Any) -> None:
    transaction.on_commit(lambda: tasks.refresh_pages.enqueue(page_ids))


@receiver(pages_gone, dispatch_uid="search.pages_gone")
def pages_went(sender: type[Page], **kwargs: Any) -> None:
    transaction.on_commit(tasks.forget_words.enqueue)
