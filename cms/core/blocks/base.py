"""What blocks are made of: choices about looks, addresses, links, rich text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from ..addresses import clean_rich_text, safe_address, validate_address
from ..links import end_errors
from ..translations import address_of

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


class LookBlock(blocks.ChoiceBlock):
    """A choice about looks: its labels are no words of the page, so search does not read them."""

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class _SameEverywhere:
    """Tells wagtail-localize that there is nothing to translate."""

    def get_translatable_segments(self, value: str) -> list[object]:
        return []


class NameBlock(_SameEverywhere, blocks.CharBlock):
    """A name: the same in every language, found by search."""


class PostalBlock(_SameEverywhere, blocks.TextBlock):
    """Lines for an envelope: the same in every language, found by search."""


class AnchorBlock(_SameEverywhere, blocks.CharBlock):
    """A name in an address: no words of the page."""

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class AddressField(forms.CharField):
    """An address on the web, `mailto:`, `tel:`, or a place of ours that begins with / or #."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "")
        is_bare = bool(text) and not text.startswith(("/", "#")) and ":" not in text and "." in text
        return f"https://{text}" if is_bare else text


class AddressBlock(blocks.URLBlock):
    """An address that a link may lead to; whatever else was stored reads as empty."""

    def __init__(self, required: bool = True, help_text: Any = None, max_length: int = 2000, **kwargs: Any) -> None:
        super().__init__(required=required, help_text=help_text, max_length=max_length, **kwargs)
        self.field = AddressField(
            required=required, help_text=help_text, max_length=max_length, validators=[validate_address]
        )

    def to_python(self, value: Any) -> str:
        return safe_address(value)

    def normalize(self, value: Any) -> str:
        return safe_address(value)

    def get_prep_value(self, value: Any) -> str:
        return safe_address(value)


class CleanTextBlock(blocks.RichTextBlock):
    """Rich text that holds writing only, however it came in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    def to_python(self, value: Any) -> RichText:
        return RichText(clean_rich_text(value or ""))

    def normalize(self, value: Any) -> RichText:
        return self.to_python(value.source if isinstance(value, RichText) else str(value or ""))

    def get_prep_value(self, value: RichText) -> str:
        return clean_rich_text(value.source)


class LinkValue(blocks.StructValue):
    """A link to a page of ours, in the visitor's language, or to an address elsewhere."""

    @property
    def href(self) -> str:
        page = self.get("page")
        return address_of(page) if page else safe_address(self.get("url"))


class LinkBlock(blocks.StructBlock):
    """Fields of a link: exactly one of page and address."""

    page = blocks.PageChooserBlock(
        label=_("Page"), required=False, help_text=_("A page of this site, in the visitor's language where it is.")
    )
    url = AddressBlock(
        label=_("Address elsewhere"),
        required=False,
        help_text=_("Instead of a page: https://…, mailto:… or tel:…"),
    )
    link_is_required = True

    class Meta:
        value_class = LinkValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        wrong = end_errors(page=result.get("page"), url=result.get("url"), is_required=self.link_is_required)
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        return result
