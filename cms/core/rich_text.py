"""Links in rich text: they lead to the visitor's language, and to nowhere unsafe."""

from __future__ import annotations

from typing import Any

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from .translations import linked_address


class LanguagePageLinkHandler(PageLinkHandler):
    """Leads to the page's text in the visitor's language."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        ids = (str(attrs.get("id", "")) for attrs in attrs_list)
        addresses = (linked_address(int(page_id)) if page_id.isdigit() else "" for page_id in ids)
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in addresses]
