"""Blocks that show the library's pictures and documents."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.core.block_registry import register_block
from cms.core.blocks import LookBlock

from . import queries

PREVIEW = "library/block_preview.html"


class PictureBlock(blocks.StructBlock):
    """A picture; its credit comes from the library."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    size = LookBlock(
        label=_("Width"), choices=[("text", _("As wide as the text")), ("wide", _("Wider"))], default="text"
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with alternative text, caption and credit.")
        template = "blocks/picture.html"
        preview_template = PREVIEW

    def get_preview_value(self) -> Any:
        """Show what is published already: an example must not show a private file."""
        image = queries.newest_public_image()
        return self.normalize({"image": image, "caption": image.title if image else "", "size": "text"})

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(parent_context or {}), "has_file": bool(value["image"])}


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=160, help_text=_("Empty: the document's own title.")
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        description = _("A file to download, with its kind and size.")
        template = "blocks/document.html"
        preview_template = PREVIEW

    def get_preview_value(self) -> Any:
        """Show what is published already: an example must not show a private file."""
        return self.normalize({"document": queries.newest_public_document(), "title": ""})

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(parent_context or {}), "has_file": bool(value["document"])}


register_block("picture", PictureBlock, order=30)
register_block("document", DocumentBlock, order=90)
