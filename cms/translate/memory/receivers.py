"""What goes live reaches the memory by a task."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.signals import published
from wagtail.snippets.models import get_snippet_models

from .. import tasks


@receiver(published, dispatch_uid="translate.memory.published")
def learn_what_goes_live(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin):
        _later(instance)


@receiver(post_save, dispatch_uid="translate.memory.saved")
def learn_what_has_no_drafts(sender: type, instance: Any, **kwargs: Any) -> None:
    """What has no drafts is live when it is saved; rows that hang on pages are told of with them."""
    has_drafts = isinstance(instance, Page | DraftStateMixin)
    if isinstance(instance, TranslatableMixin) and not has_drafts and sender in get_snippet_models():
        _later(instance)


def _later(instance: Any) -> None:
    content_type_id, pk = ContentType.objects.get_for_model(type(instance)).pk, instance.pk
    transaction.on_commit(lambda: tasks.learn_from.enqueue(content_type_id, pk))
