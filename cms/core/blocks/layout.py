"""Arrangement: columns of simple blocks, parts that open."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..block_registry import build_blocks, register_block
from ..enums import BlockGroup
from .base import CleanTextBlock

MOST_IN_A_COLUMN = 8


def column() -> blocks.StreamBlock:
    """Return a stream of the blocks that every app calls simple: columns hold no columns."""
    return blocks.StreamBlock(build_blocks(only_simple=True), max_num=MOST_IN_A_COLUMN, label=_("Column"))


class ColumnsBlock(blocks.StructBlock):
    """Built when a field reads the registry, so that the simple blocks of all apps are known."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        columns = blocks.ListBlock(
            column(),
            label=_("Columns"),
            min_num=2,
            max_num=3,
            default=[[], []],
            help_text=_("Two or three. On a phone they stand one under the other, in this order."),
        )
        super().__init__([("columns", columns), *(local_blocks or [])], **kwargs)

    class Meta:
        icon = "grid"
        label = _("Columns")
        description = _("Two or three columns of simple blocks.")
        template = "blocks/columns.html"
        preview_value = {
            "columns": [
                [("text", _("<p>On one side, what you give.</p>"))],
                [("text", _("<p>On the other, what it makes possible.</p>"))],
            ]
        }


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Question or title"), max_length=160)
    text = CleanTextBlock(label=_("Text"))

    class Meta:
        icon = "collapse-down"
        label = _("Part that opens")
        label_format = "{title}"


class AccordionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Parts that open"), min_num=1, max_num=40)

    class Meta:
        icon = "collapse-down"
        label = _("Questions and answers")
        description = _("Titles that open; all are open in print.")
        template = "blocks/accordion.html"
        preview_value = {
            "title": _("What people ask"),
            "items": [
                {"title": _("Does it cost anything?"), "text": _("<p>No, registering is free.</p>")},
                {"title": _("Do I lose my nationality?"), "text": _("<p>No, you keep it.</p>")},
            ],
        }


register_block("columns", ColumnsBlock, order=10, group=BlockGroup.LAYOUT)
register_block("accordion", AccordionBlock, order=20, group=BlockGroup.LAYOUT)
