"""Copies follow their originals, until somebody edits them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished

from ..pages import NewsPage
from . import services, tasks
from .models import Takeover
from .texts import digest_of


def original_published(sender: type[NewsPage], instance: NewsPage, **kwargs: Any) -> None:
    rows = Takeover.objects.filter(original=instance).exclude(digest="").values_list("pk", flat=True)
    for pk in rows:
        transaction.on_commit(partial(tasks.follow.enqueue, pk))


def original_gone(sender: type[NewsPage], instance: NewsPage, **kwargs: Any) -> None:
    services.take_back(original=instance)


def copy_saved(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    """A draft that holds another text than ours was written by somebody: the copy parts from its original."""
    if instance.content_type_id != ContentType.objects.get_for_model(NewsPage).pk:
        return
    row = Takeover.objects.filter(copy_id=instance.object_id).exclude(digest="").select_related("copy").first()
    if row is not None and digest_of(instance.as_object()) != row.digest:
        services.part(takeover=row, actor=instance.user)


page_published.connect(original_published, sender=NewsPage, dispatch_uid="sharing.original_published")
page_unpublished.connect(original_gone, sender=NewsPage, dispatch_uid="sharing.original_unpublished")
pre_delete.connect(original_gone, sender=NewsPage, dispatch_uid="sharing.original_deleted")
post_save.connect(copy_saved, sender=Revision, dispatch_uid="sharing.copy_saved")
