"""What a change of a centre's state changes for visitors."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from centres.models import CentreChange
from cms.core.receivers import forget_pages

from .models import Correspondent
from .serving import hide_or_show


def follow_state(sender: type[CentreChange], instance: CentreChange, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        hide_or_show(instance.centre)
        forget_pages()


def follow_correspondent(sender: type[Correspondent], **kwargs: Any) -> None:
    """The directory names correspondents."""
    forget_pages()


post_save.connect(follow_state, sender=CentreChange, dispatch_uid="affiliation.follow_state")
post_save.connect(follow_correspondent, sender=Correspondent, dispatch_uid="affiliation.follow_correspondent")
