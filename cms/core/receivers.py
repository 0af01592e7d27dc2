"""What changes the public site makes the page store forget."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site, TranslatableMixin
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from . import page_store

WATCHED = (Locale, PageViewRestriction, Site)


def forget_pages(sender: Any = None, **kwargs: Any) -> None:
    """Forget after commit: a page made before it would be the old one."""
    transaction.on_commit(page_store.forget)


def forget_for_content(sender: type, **kwargs: Any) -> None:
    """Deleted pages, and anything translatable that is not a page (topics and the like)."""
    if issubclass(sender, Page):
        concerns = kwargs["signal"] is post_delete
    else:
        concerns = issubclass(sender, (*WATCHED, TranslatableMixin))
    if concerns:
        forget_pages()


for _signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    _signal.connect(forget_pages, dispatch_uid="core.page_store.forget")
for _signal in (post_save, post_delete):
    _signal.connect(forget_for_content, dispatch_uid="core.page_store.content")
