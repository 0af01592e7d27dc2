"""The block of the latest news."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.block_registry import register_block
from cms.core.cards import cards_for, load_pictures
from cms.core.structure import register_part

from . import queries
from .addresses import index_path
from .listing_block import ListingBlock


class LatestNewsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "date"
        label = _("Latest news")
        description = _("The latest news in the visitor's language, always up to date.")
        template = "blocks/latest_news.html"
        preview_value = {"title": "News", "count": 3}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        news = load_pictures(list(queries.latest()[: value.get("count") or 3]))
        request = context.get("request")
        context["cards"] = cards_for(news, request=request)
        context["more_url"] = index_path(request)
        return context


register_part(queries.PART, queries.index_address)
register_block("latest_news", LatestNewsBlock, order=210)
register_block("listing", ListingBlock, order=205)
