"""People and places: who they are, how to reach them."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from ..block_registry import register_block
from ..enums import BlockGroup
from .base import LinkBlock, LinkValue, NameBlock, PostalBlock

PHONE_SIGNS = re.compile(r"[^\d+]")


class PersonBlock(LinkBlock):
    """Somebody with a role; the portrait is not described, because the name beside it says who it is."""

    name = NameBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=160)
    portrait = ImageChooserBlock(
        label=_("Portrait"), required=False, help_text=_("Ask the person first. It is cut to an arch.")
    )
    email = blocks.EmailBlock(
        label=_("E-mail"), required=False, help_text=_("Everybody can read it: prefer the address of a role.")
    )
    link_is_required = False

    class Meta:
        icon = "user"
        label = _("Person")
        value_class = LinkValue
        label_format = "{name}"


class PeopleBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(PersonBlock(), label=_("People"), min_num=1, max_num=40)

    class Meta:
        icon = "group"
        label = _("People")
        description = _("Names and roles, with portraits where there are some.")
        template = "blocks/people.html"
        preview_value = {
            "title": _("Who answers you"),
            "items": [
                {"name": "Naima Sørensen", "role": _("Head of the centre"), "email": "centre@mondcivitan.example"},
                {"name": "Teo Villaro", "role": _("Treasurer"), "url": "/"},
            ],
        }


class ContactValue(blocks.StructValue):
    """How to reach a place."""

    @property
    def phone_href(self) -> str:
        return f"tel:{PHONE_SIGNS.sub('', self.get('phone') or '')}"


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name of the place"), max_length=160)
    address = PostalBlock(label=_("Address"), required=False, rows=3, help_text=_("Line by line, as on an envelope."))
    phone = blocks.RegexBlock(
        regex=r"^\+?[\d().\- /]{3,30}$",
        label=_("Phone"),
        required=False,
        error_messages={"invalid": _("Write the number with digits, such as +33 1 40 00 00 00.")},
        help_text=_("With the country's code: +33 1 40 00 00 00."),
    )
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    hours = blocks.TextBlock(label=_("Opening hours"), required=False, rows=3, help_text=_("One line for each day."))
    note = blocks.CharBlock(
        label=_("Getting there"), required=False, max_length=250, help_text=_("Stop, door, step-free way in.")
    )

    class Meta:
        icon = "mail"
        label = _("Contact")
        description = _("Address, phone, mail and opening hours of a place.")
        template = "blocks/contact.html"
        value_class = ContactValue
        preview_value = {
            "name": _("The centre of the harbour town"),
            "address": "12, quai des Lanternes\n00000 Portclair",
            "phone": "+33 1 99 00 00 00",
            "email": "centre@mondcivitan.example",
            "hours": _("Saturday, 10 to 12\nThe first Monday, 18 to 20"),
            "note": _("Step-free, second door."),
        }


register_block("people", PeopleBlock, order=10, group=BlockGroup.PEOPLE)
register_block("contact", ContactBlock, order=20, group=BlockGroup.PEOPLE, is_simple=True)
