"""Tells the editor of a copy what it is: where it comes from, and whether it still follows."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class OriginPanel(Panel):
    """Shown on copies only."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/sharing/origin_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.takeover)

        @property
        def takeover(self) -> Any:
            from .models import Takeover  # noqa: PLC0415 -- page types name this panel

            if not hasattr(self, "_takeover"):
                rows = Takeover.objects.filter(copy_id=self.instance.pk).select_related("original", "centre")
                self._takeover = rows.first()
            return self._takeover

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            original = self.takeover.original
            url = original.get_url() if original is not None and original.live else ""
            return {**super().get_context_data(parent_context), "takeover": self.takeover, "original_url": url}
