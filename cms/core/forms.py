"""The form of every page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

NO_ALTERNATIVE = _("Say what the picture shows, or tick that it only decorates.")


class BasePageForm(WagtailAdminPageForm):
    """Asks, when a page is to be published, what a draft may leave open."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        asks = not self.is_deferred_validation and "picture_alt" in self.fields and cleaned.get("picture")
        if asks and not cleaned.get("picture_is_decorative") and not cleaned.get("picture_alt"):
            self.add_error("picture_alt", ValidationError(NO_ALTERNATIVE, code="no_alternative"))
        return cleaned
