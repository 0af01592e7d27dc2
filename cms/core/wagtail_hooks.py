"""Registers the platform's parts in Wagtail."""

from typing import Any

from wagtail import hooks

from .rich_text import LanguagePageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def lead_links_to_the_visitors_language(features: Any) -> None:
    features.register_link_type(LanguagePageLinkHandler)
