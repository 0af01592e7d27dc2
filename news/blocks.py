"""The block of the latest news."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.block_registry import register_block
from cms.core.cards import cards_for, load_pictures
from cms.core.structure import register_part
from cms.core.translations import address_of

from . import queries
from .addresses import index_path
from .listing_block import ListingBlock
from .microsites import own_blog


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
        request, count = context.get("request"), value.get("count") or 3
        own = own_blog(request, context.get("page")) if request else None
        news = queries.news_below(own) if own else queries.latest()
        context["cards"] = cards_for(load_pictures(list(news[:count])), request=request)
        context["more_url"] = address_of(own, request=request) if own else index_path(request)
        return context


register_part(queries.PART, queries.index_address)
register_block("latest_news", LatestNewsBlock, order=210)
register_block("listing", ListingBlock, order=205)
