"""Where a piece of news goes beside the site."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.desk.publish.registry import Channel, register_channel

from .addresses import feeds_of_site
from .pages import NewsPage


def feeds(page: Any, languages: list[str]) -> dict[str, str]:
    """Return the feeds that carry a piece of news, in each language once it is live there."""
    return {code: feeds_of_site(code)[0].url for code in languages} if isinstance(page, NewsPage) else {}


register_channel(Channel("news_feed", _("News feeds, in each language once it is live there"), "site", feeds, order=10))
