"""What publication does to files: at once, so that no visitor meets a picture that is not there yet."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.core import clock, page_store

from . import queries, services, stores
from .models import Document, Image, Rendition


def on_page(sender: type, instance: Page, **kwargs: Any) -> None:
    services.publish_media(page=instance)


def on_page_made_live(sender: type, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Aliases of live pages are made without being published: settle them when they are complete."""
    if created and not raw and isinstance(instance, Page) and instance.live:
        transaction.on_commit(partial(_settle_made, instance.pk))


def _settle_made(pk: int) -> None:
    page = Page.objects.filter(pk=pk, live_revision=None).first()
    if page:
        services.publish_media(page=page)


def on_move(sender: type, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Only a door passed in or out changes what is public."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    if parent_page_after.get_view_restrictions().exists():
        services.close_below(page=instance)
    elif parent_page_before.get_view_restrictions().exists():
        services.publish_media_below(page=instance)


def on_restriction(sender: type, instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """Close or open what is below; nothing when the page itself is being deleted, half of which is gone already."""
    if issubclass(getattr(origin, "model", type(origin)), Page):
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    if page and page.get_view_restrictions().exists():
        services.close_below(page=page)
    elif page:
        services.publish_media_below(page=page)


def before_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    """Remember what a page made public: its uses go with it."""
    if isinstance(instance, Page):
        instance._was_using = [use.image or use.document for use in queries.uses_of(instance)]


def after_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        services.retract_unused(media=getattr(instance, "_was_using", []))


def on_rendition(sender: type, instance: Rendition, created: bool, **kwargs: Any) -> None:
    if created and Image.objects.filter(pk=instance.image_id, is_public=True).exists():
        stores.copy_to_public([instance.file.name])


def before_document(sender: type, instance: Document, raw: bool = False, **kwargs: Any) -> None:
    """The public copy of a file that another one replaces goes."""
    if instance.pk and not raw and instance.file and not instance.file._committed:
        services.delete_public_later(names=Document.objects.filter(pk=instance.pk).values_list("file", flat=True))


def on_document(sender: type, instance: Document, created: bool, **kwargs: Any) -> None:
    """A published document got another file or another collection."""
    if not created and instance.is_public:
        services.settle_file(document=instance)


def before_image(sender: type, instance: Image, raw: bool = False, **kwargs: Any) -> None:
    """Notice that another file replaces the picture's."""
    instance._is_replaced = bool(instance.pk and not raw and instance.file and not instance.file._committed)


def on_image(sender: type, instance: Image, raw: bool = False, **kwargs: Any) -> None:
    """A picture is new, or has another file or focal point: what was made of the former file is of no use."""
    if raw or kwargs.get("update_fields"):
        return
    if instance._is_replaced:
        for rendition in instance.renditions.all():
            rendition.delete()
    services.prepare_later(ids=[instance.pk])


def on_public_file_changed(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """Stored pages name the old file."""
    if not created and instance.is_public:
        transaction.on_commit(page_store.forget)


def on_file_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    services.delete_public_later(names=[instance.file.name])
    transaction.on_commit(page_store.forget)


def on_door(sender: type, instance: CollectionViewRestriction, **kwargs: Any) -> None:
    services.settle_documents(collection=instance.collection)


page_published.connect(on_page, dispatch_uid="library.published")
page_unpublished.connect(on_page, dispatch_uid="library.unpublished")
post_page_move.connect(on_move, dispatch_uid="library.moved")
post_save.connect(on_page_made_live, dispatch_uid="library.made_live")
pre_delete.connect(before_delete, dispatch_uid="library.before_delete")
post_delete.connect(after_delete, dispatch_uid="library.after_delete")
for _signal in (post_save, post_delete):
    _signal.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="library.restriction")
    _signal.connect(on_door, sender=CollectionViewRestriction, dispatch_uid="library.door")
post_save.connect(on_rendition, sender=Rendition, dispatch_uid="library.rendition")
pre_save.connect(before_image, sender=Image, dispatch_uid="library.before_image")
post_save.connect(on_image, sender=Image, dispatch_uid="library.image")
pre_save.connect(before_document, sender=Document, dispatch_uid="library.before_document")
post_save.connect(on_document, sender=Document, dispatch_uid="library.document")
for _model in (Image, Document):
    post_save.connect(on_public_file_changed, sender=_model, dispatch_uid="library.public_file_changed")
for _model in (Rendition, Document):
    post_delete.connect(on_file_deleted, sender=_model, dispatch_uid="library.file_deleted")

clock.register("settle_media", every=timedelta(hours=1), function=services.reconcile)
