"""The block that lists the pages below the page it stands on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.block_registry import register_block
from cms.core.cards import cards_for

from .queries import children_of


class ChildrenBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)

    class Meta:
        icon = "list-ul"
        label = _("Pages below")
        description = _("Lists the pages below this one, always up to date.")
        template = "blocks/children.html"
        preview_value = {"title": "In this part"}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        request = context.get("request")
        context["cards"] = cards_for(children_of(page), request=request) if page is not None and page.pk else []
        return context


register_block("children", ChildrenBlock, order=200)
