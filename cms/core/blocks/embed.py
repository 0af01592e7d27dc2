"""Films elsewhere: a player that asks nothing of its host before the visitor's click."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from ..block_registry import register_block
from ..enums import BlockGroup
from .base import AddressBlock


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
    url = AddressBlock(
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
        preview_value = {"url": "https://www.youtube.com/watch?v=abcdefghijk", "title": _("A film"), "image": None}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        result = super().clean(value)
        if not result.embed_url:
            message = ValidationError(
                _("We do not know this player. Known ones: %(hosts)s."),
                params={"hosts": ", ".join(settings.EMBED_HOSTS)},
            )
            raise blocks.StructBlockValidationError(block_errors={"url": message})
        return result


register_block("embed", EmbedBlock, order=80, group=BlockGroup.MEDIA)
