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

from . import tasks


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
