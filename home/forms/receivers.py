"""What publishing a form does to answers that are kept already."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from . import queries, services


def keep_the_shorter_promise(sender: type, instance: Any, **kwargs: Any) -> None:
    from home.form_pages import FormPage  # noqa: PLC0415 -- form pages import this package

    # Only the source says how long: a translation that lags behind says what was promised before.
    if isinstance(instance, FormPage) and instance.kept_months and queries.source_of(instance).pk == instance.pk:
        services.shorten(instance)


page_published.connect(keep_the_shorter_promise, dispatch_uid="home.forms.keep_the_shorter_promise")
