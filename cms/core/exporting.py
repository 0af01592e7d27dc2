"""What every list of the editors' screens does that can be taken away as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http.response import HttpResponseBase
from wagtail.admin.views.mixins import SpreadsheetExportMixin


class TableExportMixin(SpreadsheetExportMixin):  # type: ignore[misc] -- Wagtail has no types
    """Before Wagtail's list view: `?export=csv` or `xlsx` answers with the rows, recorded and kept by no cache.

    `to_row_dict` makes its cells harmless (`cms.core.spreadsheet`): Wagtail does not.
    """

    def export_rows(self, rows: Any) -> Any:
        """Return the rows to write; where one costs queries, read them together here."""
        return rows

    def record_export(self, *, file_format: str, count: int) -> None:
        """Write down who takes away how much, or raise PermissionDenied."""
        raise NotImplementedError

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """Begin with the mark by which Excel knows UTF-8."""
        yield b"\xef\xbb\xbf"
        yield from super().stream_csv(queryset)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        if not self.is_export:
            page: HttpResponseBase = super().render_to_response(context, **kwargs)
            return page
        file_format = self.request.GET["export"]
        rows = self.export_rows(context["object_list"])
        self.record_export(file_format=file_format, count=len(rows))
        response: HttpResponseBase = self.as_spreadsheet(rows, file_format)
        response["Cache-Control"] = "private, no-store"
        return response
