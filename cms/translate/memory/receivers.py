"""What goes live reaches the memory by a task."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.signals import page_published, published

from .. import tasks


@receiver([page_published, published], dispatch_uid="translate.memory.published")
def learn_what_goes_live(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin):
        _later(instance)


@receiver(post_save, dispatch_uid="translate.memory.saved")
def learn_what_has_no_drafts(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin) and not isinstance(instance, Page | DraftStateMixin):
        _later(instance)


def _later(instance: Any) -> None:
    content_type_id, pk = ContentType.objects.get_for_model(type(instance)).pk, instance.pk
    transaction.on_commit(lambda: tasks.learn_from.enqueue(content_type_id, pk))
