"""What publication does to files."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from . import queries, services
from .models import Rendition


def on_publish(sender: type, instance: Page, **kwargs: Any) -> None:
    before = queries.media_of(instance)
    services.publish_media(page=instance)
    services.retract_unused(media=before)


def on_unpublish(sender: type, instance: Page, **kwargs: Any) -> None:
    services.retract_unused(media=queries.media_of(instance))


def on_rendition(sender: type, instance: Rendition, created: bool, **kwargs: Any) -> None:
    if created and instance.image.is_public:
        services.copy_to_public(name=instance.file.name)


page_published.connect(on_publish, dispatch_uid="library.publish")
page_unpublished.connect(on_unpublish, dispatch_uid="library.unpublish")
post_save.connect(on_rendition, sender=Rendition, dispatch_uid="library.rendition")
