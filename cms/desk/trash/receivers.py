"""The one gate of the trash: every page that Django is about to delete is announced here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models.signals import pre_delete
from wagtail.models import Page

from cms.core import clock

from . import capture, services


def before_page(sender: type[Page], instance: Page, origin: Any = None, **kwargs: Any) -> None:
    capture.keep(page=instance, origin=origin)


# Connected when the desk is ready, which is before Wagtail: whoever changes rows at this signal comes later.
pre_delete.connect(before_page, sender=Page, dispatch_uid="desk.trash.before_page")
clock.register("empty_trash", every=timedelta(hours=1), function=services.expire)
