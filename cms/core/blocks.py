"""The blocks that need nothing but words: heading, text, quote, call to action, cards, table, embed."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .block_registry import register_block
from .translations import address_of

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


class LookBlock(blocks.ChoiceBlock):
    """A choice about looks: its labels are no words of the page, so search does not read them."""

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class HeadingValue(blocks.StructValue):
    """A heading with the fragment that links lead to."""

    @property
    def anchor(self) -> str:
        return slugify(self.get("text", ""), allow_unicode=True) or "part"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = LookBlock(label=_("Level"), choices=[("h2", _("Part")), ("h3", _("Part of a part"))], default="h2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Opens a part of the page; parts make the table of contents.")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "Five roads, no capital", "level": "h2"}
        form_classname = "struct-block"


class LinkValue(blocks.StructValue):
    """A link to a page of ours, in the visitor's language, or to an address elsewhere."""

    @property
    def href(self) -> str:
        page = self.get("page")
        return address_of(page) if page else self.get("url") or ""


class LinkBlock(blocks.StructBlock):
    """Fields of a link: exactly one of page and address."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)
    link_is_required = True

    class Meta:
        value_class = LinkValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        if result.get("page") and result.get("url"):
            message = ValidationError(_("Choose a page or give an address, not both."))
            raise blocks.StructBlockValidationError(block_errors={"url": message})
        if self.link_is_required and not (result.get("page") or result.get("url")):
            message = ValidationError(_("Choose a page or give an address."))
            raise blocks.StructBlockValidationError(block_errors={"page": message})
        return result


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=160)
    source_url = blocks.URLBlock(label=_("Where it was said"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words, set apart.")
        template = "blocks/quote.html"
        preview_value = {"text": "We keep our nationality and add the world.", "attribution": "A registered citizen"}


class CallToActionBlock(LinkBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60, help_text=_("A verb and its object."))
    style = LookBlock(
        label=_("Look"),
        choices=[("main", _("Main")), ("sun", _("Invitation")), ("quiet", _("Quiet"))],
        default="main",
    )

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        description = _("One thing to do next, with a button.")
        template = "blocks/call_to_action.html"
        value_class = LinkValue
        preview_value = {"title": "Become a World Citizen", "label": "Register", "url": "https://mondcivitan.example/"}


class CardItemBlock(LinkBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    image = ImageChooserBlock(label=_("Image"), required=False)
    link_is_required = False

    class Meta:
        icon = "doc-full"
        label = _("Card")
        value_class = LinkValue


class CardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(CardItemBlock(), label=_("Cards"), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        label = _("Cards")
        description = _("Two to six links side by side.")
        template = "blocks/cards.html"
        preview_value = {"title": "Where next", "items": [{"title": "Read", "text": "What we do"}]}


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
    first_column_is_header = blocks.BooleanBlock(label=_("The first column names the row"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Figures or facts in rows and columns.")
        template = "blocks/table.html"
        value_class = TableValue
        preview_value = {"caption": "Prices", "head": ["Card", "Price"], "lines": [["Cardboard", "15 €"]]}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        if any(len(row) > len(result["head"]) for row in result["lines"]):
            message = ValidationError(_("A row has more cells than there are column headings."))
            raise blocks.StructBlockValidationError(block_errors={"lines": message})
        return result


def player_address(url: str) -> str:
    """Return the address of the player's frame for a video page's `url`, or "" when we know none."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    name, frame = "", ""
    if host == "youtu.be":
        name = parts.path.strip("/")
    elif host in {"youtube.com", "youtube-nocookie.com"}:
        name = parse_qs(parts.query).get("v", [""])[0] or parts.path.rpartition("/")[2]
    if name and re.fullmatch(r"[\w-]{6,20}", name):
        frame = f"https://www.youtube-nocookie.com/embed/{name}"
    elif host == "vimeo.com" and re.fullmatch(r"/\d{5,12}", parts.path):
        frame = f"https://player.vimeo.com/video{parts.path}"
    elif found := re.fullmatch(r"/(?:w|videos/watch)/([\w-]{8,40})", parts.path):
        frame = f"https://{host}/videos/embed/{found[1]}"
    return frame if urlsplit(frame).hostname in settings.EMBED_HOSTS else ""


class EmbedValue(blocks.StructValue):
    """A film elsewhere; nothing is asked of its host before the visitor's click."""

    @property
    def embed_url(self) -> str:
        return player_address(self.get("url") or "")

    @property
    def provider(self) -> str:
        return (urlsplit(self.get("url") or "").hostname or "").removeprefix("www.")


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock(
        label=_("Address of the film"), help_text=_("The page of the film at YouTube, Vimeo or PeerTube.")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    image = ImageChooserBlock(label=_("Picture before the click"), required=False)

    class Meta:
        icon = "media"
        label = _("Film elsewhere")
        description = _("A player that loads only when the visitor clicks.")
        template = "blocks/embed.html"
        value_class = EmbedValue
        preview_value = {"url": "https://www.youtube.com/watch?v=abcdefghijk", "title": "A film"}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        if not result.embed_url:
            message = ValidationError(
                _("We do not know this player. Known ones: %(hosts)s."),
                params={"hosts": ", ".join(settings.EMBED_HOSTS)},
            )
            raise blocks.StructBlockValidationError(block_errors={"url": message})
        return result


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists.")
        template = "blocks/text.html"
        preview_value = "<p>Registered people keep their nationality.</p>"


register_block("heading", HeadingBlock, order=10)
register_block("text", lambda: TextBlock(features=RICH_TEXT_FEATURES), order=20)
register_block("quote", QuoteBlock, order=40)
register_block("call_to_action", CallToActionBlock, order=50)
register_block("cards", CardsBlock, order=60)
register_block("table", TableBlock, order=70)
register_block("embed", EmbedBlock, order=80)
