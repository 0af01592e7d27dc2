"""The block that puts a form into any body."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.block_registry import register_block
from cms.core.enums import BlockGroup

from . import answering, queries


class FormBlock(blocks.StructBlock):
    """The form posts to its own page, which shows what has to be mended and keeps the answers."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    page = blocks.PageChooserBlock(label=_("Form page"), page_type="home.FormPage")

    class Meta:
        icon = "form"
        label = _("Form")
        description = _("Puts the form of a form page here.")
        template = "blocks/form.html"

    def get_preview_value(self) -> Any:
        page = queries.forms().live().order_by("pk").first()
        return self.to_python({"title": page.title if page else "", "page": page.pk if page else None})

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(parent_context or {}), "has_example": bool(value["page"])}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        chosen, page = value.get("page"), context.get("page")
        text = queries.text_for(chosen, get_language() or "") if chosen else None
        origin = getattr(page, "pk", None) or 0
        context["shown"] = answering.shown_form(text, request=None, origin=origin) if text else None
        if text and context.get("request"):
            # The form's ticket and token are this visitor's alone: no cache may give the page to another.
            context["request"].is_personal = True
        return context


register_block("form", FormBlock, order=50, group=BlockGroup.LEADS)
