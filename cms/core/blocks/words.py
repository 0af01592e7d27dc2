"""Words: heading, text, lead, quotation, callout."""

from __future__ import annotations

import re

from django.core.validators import RegexValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..block_registry import register_block
from ..enums import BlockGroup
from .base import AddressBlock, AnchorBlock, CleanTextBlock, LookBlock

ANCHOR = re.compile(r"^[^\W_][\w-]*$")


class HeadingValue(blocks.StructValue):
    """A heading with the fragment that links lead to.

    `repeat` counts headings of the same name on a page from one: the page sets it, so that each has its own fragment.
    """

    repeat = 1

    @property
    def name(self) -> str:
        return self.get("fragment") or slugify(self.get("text", ""), allow_unicode=True) or "part"

    @property
    def anchor(self) -> str:
        return self.name if self.repeat == 1 else f"{self.name}-{self.repeat}"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = LookBlock(
        label=_("Level"),
        choices=[("h2", _("Part")), ("h3", _("Part of a part"))],
        default="h2",
        help_text=_("A part of a part stands under the part above it."),
    )
    fragment = AnchorBlock(
        label=_("Name in links"),
        required=False,
        max_length=60,
        validators=[RegexValidator(ANCHOR, _("Letters, digits and hyphens only, a letter or digit first."))],
        help_text=_("Empty: made from the heading. Give one when links must survive a change of words."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Opens a part of the page; parts make the table of contents.")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": _("Five roads, no capital"), "level": "h2"}
        label_format = "{text}"


class TextBlock(CleanTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists, with links.")
        template = "blocks/text.html"
        preview_value = _("<p>Registered people keep their nationality and <a href='/'>add the world</a>.</p>")


class LeadBlock(blocks.TextBlock):
    """Plain text: a lead has no links that lead away from what it opens."""

    class Meta:
        icon = "bold"
        label = _("Lead")
        description = _("One or two larger sentences that open a part.")
        template = "blocks/lead.html"
        preview_value = _("Anyone may declare themselves a world citizen, wherever they live.")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3, help_text=_("Without quotation marks: they are added."))
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=160)
    source_url = AddressBlock(
        label=_("Where it was said"), required=False, help_text=_("The address of the text or recording.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words, set apart.")
        template = "blocks/quote.html"
        preview_value = {
            "text": _("We keep our nationality and add the world."),
            "attribution": _("A registered citizen"),
        }


class CalloutValue(blocks.StructValue):
    """A callout and the drawing of its kind."""

    ICONS = {"note": "info", "tip": "lightbulb", "warning": "triangle-alert", "done": "circle-check"}

    @property
    def icon(self) -> str:
        return self.ICONS[self["kind"]]


class CalloutBlock(blocks.StructBlock):
    kind = LookBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning")), ("done", _("Good to know"))],
        default="note",
        help_text=_("Shown as a word and a drawing, not by colour alone."),
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = CleanTextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        description = _("A note, tip or warning beside the text.")
        template = "blocks/callout.html"
        value_class = CalloutValue
        preview_value = {
            "kind": "tip",
            "title": _("Have a photo at hand"),
            "text": _("<p>It can also be sent later.</p>"),
        }


register_block("heading", HeadingBlock, order=10, group=BlockGroup.WORDS, is_simple=True)
register_block("text", TextBlock, order=20, group=BlockGroup.WORDS, is_simple=True)
register_block("lead", LeadBlock, order=30, group=BlockGroup.WORDS)
register_block("quote", QuoteBlock, order=40, group=BlockGroup.WORDS, is_simple=True)
register_block("callout", CalloutBlock, order=50, group=BlockGroup.WORDS, is_simple=True)
