"""The entries of the main menu and the columns of the footer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.links import PageOrAddressBlock

MAX_CHILDREN = 10
MAX_LINKS = 12


class MenuEntryBlock(PageOrAddressBlock):
    """A link of the main menu, with links below it if need be."""

    children = blocks.ListBlock(
        PageOrAddressBlock(label=_("Link")),
        label=_("Links below it"),
        min_num=0,
        max_num=MAX_CHILDREN,
        default=[],
        required=False,
        help_text=_("They open below the entry, which becomes the first of them."),
    )

    class Meta:
        icon = "link"
        label = _("Entry")
        label_format = "{label} {page} {url}"


class FooterColumnBlock(blocks.StructBlock):
    """A few links under a title."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    links = blocks.ListBlock(PageOrAddressBlock(label=_("Link")), label=_("Links"), min_num=1, max_num=MAX_LINKS)

    class Meta:
        icon = "list-ul"
        label = _("Column of links")
        label_format = "{title}"
