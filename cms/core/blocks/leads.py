"""Where next: call to action, cards."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from ..block_registry import register_block
from ..enums import BlockGroup
from .base import LinkBlock, LinkValue, LookBlock


class CallToActionBlock(LinkBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60, help_text=_("A verb and its object."))
    style = LookBlock(
        label=_("Look"),
        choices=[("main", _("Main")), ("sun", _("Invitation")), ("quiet", _("Quiet"))],
        default="main",
        help_text=_("Main: what matters most on the page, once. Invitation: give, join. Quiet: anything else."),
    )

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        description = _("One thing to do next, with a button.")
        template = "blocks/call_to_action.html"
        value_class = LinkValue
        preview_value = {
            "title": _("Become a World Citizen"),
            "text": _("Free, in about six minutes."),
            "label": _("Register"),
            "url": "/",
            "style": "main",
        }


class CardItemBlock(LinkBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    image = ImageChooserBlock(
        label=_("Image"), required=False, help_text=_("It decorates the card and is not read aloud.")
    )
    link_is_required = False

    class Meta:
        icon = "doc-full"
        label = _("Card")
        value_class = LinkValue
        label_format = "{title}"


class CardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(CardItemBlock(), label=_("Cards"), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        label = _("Cards")
        description = _("Two to six links side by side.")
        template = "blocks/cards.html"
        preview_value = {
            "title": _("Where next"),
            "items": [
                {"title": _("Find a centre"), "text": _("Somebody near you answers."), "url": "/", "image": None},
                {"title": _("Give a little time"), "text": _("Translate, welcome, write."), "url": "/", "image": None},
                {"title": _("Three people and a convention"), "text": _("What a new centre needs."), "image": None},
            ],
        }


register_block("call_to_action", CallToActionBlock, order=10, group=BlockGroup.LEADS, is_simple=True)
register_block("cards", CardsBlock, order=20, group=BlockGroup.LEADS)
