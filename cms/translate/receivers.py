"""What follows when a source or its translation goes live."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail.signals import published, unpublished
from wagtail_localize.models import Translation

from .work import services


@receiver(published, dispatch_uid="translate.published")
def follow_publication(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin) and not getattr(instance, "alias_of_id", None):
        _follow(instance)


@receiver(post_save, dispatch_uid="translate.saved")
def follow_saving(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """What has no drafts is live as soon as it is saved."""
    if not raw and isinstance(instance, TranslatableMixin) and not isinstance(instance, DraftStateMixin):
        _follow(instance)


@receiver(unpublished, dispatch_uid="translate.unpublished")
def follow_withdrawal(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin) and not getattr(instance, "alias_of_id", None):
        services.unsettle(instance=instance)


@receiver(post_save, sender=Translation, dispatch_uid="translate.begun")
def follow_beginning(sender: Any, instance: Translation, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Whoever begins a translation, also in wagtail-localize's own screens, begins a work."""
    if created and not raw:
        services.open_work(translation=instance)


def _follow(instance: Any) -> None:
    services.settle(instance=instance)
    services.follow_source(instance=instance)
