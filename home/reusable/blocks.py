"""The block that shows a reusable content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.block_registry import register_block
from cms.core.inclusions import register_inclusions
from cms.core.translations import direction

from . import queries
from .included import DEEPEST
from .references import BLOCK

PREVIEW = "pages/home/reusable_block_preview.html"


class ReusableBlock(SnippetChooserBlock):
    """Names one text of the content; a visitor gets the text of their language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("reusable.ReusableContent", **kwargs)

    class Meta:
        icon = "copy"
        label = _("Reusable content")
        description = _("Blocks written once and shown on many pages.")
        template = "blocks/reusable.html"
        preview_template = PREVIEW

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Return nothing to translate: all translations of a page name the same content."""
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return no words: a page's readers get them by `included_bodies`, in their language."""
        return []

    def get_preview_value(self) -> Any:
        return queries.newest_live()

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(parent_context or {}), "has_example": value is not None}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        language = get_language() or settings.LANGUAGE_CODE
        trail = context.get("reusable_trail", ())
        included = queries.shown(value, page, language) if value else None
        text = included.text_for(value.pk) if included and len(trail) < DEEPEST else None
        is_shown = text is not None and text.translation_key not in trail
        around = context.get("reusable_language") or (page.language if page is not None else language)
        own = text.language if text is not None else around
        return {
            **context,
            "blocks": included.blocks_of(text) if is_shown else [],
            "lang": own if own != around else "",
            "dir": direction(own),
            "reusable_trail": (*trail, text.translation_key) if is_shown else trail,
            "reusable_language": own,
            "is_missing": not is_shown and getattr(context.get("request"), "is_preview", False),
        }


register_block(BLOCK, ReusableBlock, order=220)
register_inclusions(queries.bodies_in)
