"""Where a piece of news goes beside the site."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.desk.publish.registry import Channel, register_channel

from .pages import NewsPage
from .queries import feed_address


def feeds(page: Any, languages: list[str]) -> dict[str, str]:
    """Return the feeds that carry a piece of news, in each language once it is live there."""
    return {code: feed_address(code) for code in languages} if isinstance(page, NewsPage) else {}


register_channel(Channel("news_feed", _("News feeds, in each language once it is live there"), "site", feeds, order=10))
