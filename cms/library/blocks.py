"""Blocks that show the library's pictures and documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.core.block_registry import register_block


class PictureBlock(blocks.StructBlock):
    """A picture; its credit comes from the library."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    size = blocks.ChoiceBlock(
        label=_("Width"), choices=[("text", _("As wide as the text")), ("wide", _("Wider"))], default="text"
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with alternative text, caption and credit.")
        template = "blocks/picture.html"


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


register_block("picture", PictureBlock, order=30)
register_block("document", DocumentBlock, order=90)
