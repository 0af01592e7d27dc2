"""Uses are noted when pages and contents are saved; pages follow the contents that they show."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page

from . import services
from .models import ReusableContent

# A save that writes neither changes nothing that a visitor sees.
SHOWN = {"body", "live"}


def on_saved(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and isinstance(instance, Page | ReusableContent):
        services.record_uses(owner=instance)


def on_content_saved(
    sender: type, instance: ReusableContent, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    if raw:
        return
    services.refuse_circle(content=instance)
    if update_fields is None or SHOWN & set(update_fields):
        services.settle_pages_later(content=instance)


def before_content_deleted(sender: type, instance: ReusableContent, **kwargs: Any) -> None:
    services.refuse_deletion(content=instance)


def on_content_deleted(sender: type, instance: ReusableContent, **kwargs: Any) -> None:
    """A translation is gone: pages fall back to another language's text."""
    services.settle_pages_later(content=instance)


post_save.connect(on_saved, dispatch_uid="home.reusable.saved")
post_save.connect(on_content_saved, sender=ReusableContent, dispatch_uid="home.reusable.content_saved")
pre_delete.connect(before_content_deleted, sender=ReusableContent, dispatch_uid="home.reusable.before_delete")
post_delete.connect(on_content_deleted, sender=ReusableContent, dispatch_uid="home.reusable.deleted")
