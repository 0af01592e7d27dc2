"""Facts and figures: key figures, table, steps, timeline."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..block_registry import register_block
from ..enums import BlockGroup
from .base import CleanTextBlock, LinkBlock, LinkValue


class FigureItemBlock(LinkBlock):
    """A number as it is written in the language, which a translator may write otherwise."""

    number = blocks.CharBlock(label=_("Number"), max_length=20, help_text=_("With its unit, such as 114 or 550 €."))
    text = blocks.CharBlock(label=_("What it counts"), max_length=120)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=120, help_text=_("Who counted, and when."))
    link_is_required = False

    class Meta:
        icon = "decimal"
        label = _("Key figure")
        value_class = LinkValue
        label_format = "{number} {text}"


class FiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(FigureItemBlock(), label=_("Key figures"), min_num=1, max_num=6)

    class Meta:
        icon = "decimal"
        label = _("Key figures")
        description = _("One to six numbers that stay in mind, each with what it counts.")
        template = "blocks/figures.html"
        preview_value = {
            "title": _("In numbers"),
            "items": [
                {"number": "114", "text": _("countries"), "source": _("Count of 2018")},
                {"number": "1949", "text": _("the year the Registry opened")},
                {"number": "550 €", "text": _("a month, for everything"), "url": "/"},
            ],
        }


class TableValue(blocks.StructValue):
    """A table whose rows are all as long as its head."""

    @property
    def rows(self) -> list[list[str]]:
        width = len(self["head"])
        cells = (list(row) for row in self["lines"])
        return [(row + [""] * width)[:width] for row in cells]


class TableBlock(blocks.StructBlock):
    """Cells are fields of their own, so that a translator meets them one by one."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200, help_text=_("Says what the table shows."))
    head = blocks.ListBlock(blocks.CharBlock(label=_("Heading"), max_length=120), label=_("Column headings"), min_num=1)
    lines = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(label=_("Cell"), required=False, max_length=400), label=_("Row")),
        label=_("Rows"),
        min_num=1,
    )
    first_column_is_header = blocks.BooleanBlock(
        label=_("The first column names the row"),
        required=False,
        help_text=_("Then a screen reader says it before each cell."),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Figures or facts in rows and columns.")
        template = "blocks/table.html"
        value_class = TableValue
        preview_value = {
            "caption": _("Prices"),
            "head": [_("Card"), _("Price")],
            "lines": [[_("Cardboard"), "15 €"], [_("Plastic"), "25 €"]],
            "first_column_is_header": True,
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        if any(len(row) > len(result["head"]) for row in result["lines"]):
            message = ValidationError(_("A row has more cells than there are column headings."))
            raise blocks.StructBlockValidationError(block_errors={"lines": message})
        return result


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=120)
    text = CleanTextBlock(label=_("How"), required=False)

    class Meta:
        icon = "tick-inverse"
        label = _("Step")
        label_format = "{title}"


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, in order; the numbers are added.")
        template = "blocks/steps.html"
        preview_value = {
            "title": _("How to register"),
            "items": [
                {"title": _("Write your names"), "text": _("<p>As you wish to be called.</p>")},
                {"title": _("Read the declaration")},
                {"title": _("Send your application"), "text": _("<p>An answer comes by e-mail.</p>")},
            ],
        }


class EventBlock(blocks.StructBlock):
    """A date in words: history knows years, seasons and days."""

    date = blocks.CharBlock(
        label=_("When"), max_length=60, help_text=_("As you say it: 1949, March 2003, 30 July 1949.")
    )
    title = blocks.CharBlock(label=_("What happened"), max_length=160)
    text = CleanTextBlock(label=_("More about it"), required=False)

    class Meta:
        icon = "date"
        label = _("Event")
        label_format = "{date} {title}"


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(EventBlock(), label=_("Events"), min_num=2, max_num=60)

    class Meta:
        icon = "history"
        label = _("Timeline")
        description = _("What happened when, the oldest first.")
        template = "blocks/timeline.html"
        preview_value = {
            "title": _("Some dates"),
            "items": [
                {"date": "1949", "title": _("The Registry opens in Paris")},
                {"date": "1950", "title": _("The first milestones"), "text": _("<p>A road without borders.</p>")},
            ],
        }


register_block("figures", FiguresBlock, order=10, group=BlockGroup.FACTS)
register_block("table", TableBlock, order=20, group=BlockGroup.FACTS, is_simple=True)
register_block("steps", StepsBlock, order=30, group=BlockGroup.FACTS)
register_block("timeline", TimelineBlock, order=40, group=BlockGroup.FACTS)
