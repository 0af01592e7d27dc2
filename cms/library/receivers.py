"""What publication does to files: at once, so that no visitor meets a picture that is not there yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.core import clock

from . import queries, services, stores
from .models import Document, Rendition


def on_page(sender: type, instance: Page, **kwargs: Any) -> None:
    services.settle_page(instance)


def on_move(sender: type, instance: Page, **kwargs: Any) -> None:
    services.settle_below(instance)


def on_restriction(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        services.settle_below(page)


def before_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    """Remember what a page made public: its uses go with it."""
    if isinstance(instance, Page):
        instance._was_using = [use.image or use.document for use in queries.uses_of(instance)]


def after_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        services.retract_unused(media=getattr(instance, "_was_using", []))


def on_rendition(sender: type, instance: Rendition, created: bool, **kwargs: Any) -> None:
    if created and instance.image.is_public:
        stores.copy_to_public([instance.file.name])


def on_file_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    stores.delete_public([instance.file.name])


page_published.connect(on_page, dispatch_uid="library.published")
page_unpublished.connect(on_page, dispatch_uid="library.unpublished")
post_page_move.connect(on_move, dispatch_uid="library.moved")
pre_delete.connect(before_delete, dispatch_uid="library.before_delete")
post_delete.connect(after_delete, dispatch_uid="library.after_delete")
for _signal in (post_save, post_delete):
    _signal.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="library.restriction")
post_save.connect(on_rendition, sender=Rendition, dispatch_uid="library.rendition")
for _model in (Rendition, Document):
    post_delete.connect(on_file_deleted, sender=_model, dispatch_uid="library.file_deleted")

clock.register("settle_media", every=timedelta(hours=1), function=services.reconcile)
