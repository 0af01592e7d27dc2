"""The figures on top of the editors' home."""

from __future__ import annotations

from typing import Any

from wagtail.admin.site_summary import PagesSummaryItem

from . import queries


class OwnPagesSummary(PagesSummaryItem):
    """Counts the pages that the person works on; Wagtail's own figure counts the drafts of others too."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "total_pages": queries.editable_pages(self.request.user).count()}


def count_own_pages(items: list[Any]) -> None:
    """Put the own figure in the place of Wagtail's."""
    items[:] = [OwnPagesSummary(item.request) if type(item) is PagesSummaryItem else item for item in items]
