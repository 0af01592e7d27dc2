"""Blocks that show the library's pictures and documents."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.core.block_registry import register_block
from cms.core.blocks import LookBlock
from cms.core.enums import BlockGroup

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
        return {**(parent_context or {}), "has_example": bool(value["image"])}


class GalleryItemBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"


class GalleryBlock(blocks.StructBlock):
    """Several pictures; each keeps its proportions and its own alternative text."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(GalleryItemBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Two to twenty-four pictures side by side, each with alternative text and caption.")
        template = "blocks/gallery.html"
        preview_template = PREVIEW

    def get_preview_value(self) -> Any:
        """Show what is published already: an example must not show a private file."""
        items = [{"image": image, "caption": image.title} for image in queries.newest_public_images(3)]
        return self.normalize({"title": _("Along the road"), "items": items})

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(parent_context or {}), "has_example": bool(value["items"])}


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
        return {**(parent_context or {}), "has_example": bool(value["document"])}


class DocumentsBlock(blocks.StructBlock):
    """Several files to download."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(DocumentBlock(), label=_("Documents"), min_num=1, max_num=40)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Documents")
        description = _("Several files to download under one title.")
        template = "blocks/documents.html"
        preview_template = PREVIEW

    def get_preview_value(self) -> Any:
        """Show what is published already: an example must not show a private file."""
        items = [{"document": paper, "title": ""} for paper in queries.newest_public_documents(3)]
        return self.normalize({"title": _("To read and print"), "items": items})

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(parent_context or {}), "has_example": bool(value["items"])}


register_block("picture", PictureBlock, order=10, group=BlockGroup.MEDIA, is_simple=True)
register_block("gallery", GalleryBlock, order=20, group=BlockGroup.MEDIA)
register_block("document", DocumentBlock, order=30, group=BlockGroup.LEADS, is_simple=True)
register_block("documents", DocumentsBlock, order=40, group=BlockGroup.LEADS)
