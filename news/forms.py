"""The editor's form of news."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from cms.core.pages import BasePage


class NewsPageForm(getattr(BasePage, "base_form_class", WagtailAdminPageForm)):  # type: ignore[misc]
    """A new piece of news begins with a text, ready to be typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.is_bound and not self.instance.body:
            field = self.instance._meta.get_field("body")
            self.initial["body"] = field.to_python([{"type": "text", "value": ""}])
