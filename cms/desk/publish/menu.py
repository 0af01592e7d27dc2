"""The button that opens the publish panel, in the editor's footer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from cms.core.pages import BasePage

ACTION = "action-open-publish"


class OpenPublishPanel(ActionMenuItem):
    """Saves the draft, then opens the panel: the first thing to do, before Wagtail's plain actions."""

    label = _("Publish…")
    name = ACTION
    icon_name = "upload"
    template_name = "desk/publish/menu_item.html"
    order = -100

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] == "create":
            return issubclass(context["parent_page"].specific_class, BasePage)
        is_ours = context["view"] == "edit" and isinstance(context["page"].specific, BasePage)
        return is_ours and not context["locked_for_user"]

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        page = parent_context.get("page")
        address = reverse("desk_publish", args=[page.pk if page is not None else 0])
        return {**context, "panel_address": address.replace("/0/", "/{id}/"), "has_page": page is not None}
