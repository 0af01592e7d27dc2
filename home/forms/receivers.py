"""What publishing a form does to answers that are kept already."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from . import services


def keep_the_shorter_promise(sender: type, instance: Any, **kwargs: Any) -> None:
    from home.form_pages import FormPage  # noqa: PLC0415 -- form pages import this package

    if isinstance(instance, FormPage) and instance.kept_months:
        services.shorten(instance)


page_published.connect(keep_the_shorter_promise, dispatch_uid="home.forms.keep_the_shorter_promise")
