"""The desk's first panel on the `/cms/` home."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from .registry import shortcuts_for, waiting_for
from .tutorials.queries import active_language, listed_for

# Guides on the desk: what was edited last must not lie far below them.
GUIDES_SHOWN = 4


class DeskPanel(Component):
    """Shortcuts, what waits for me, and how things are done."""

    name = "desk"
    template_name = "desk/panel.html"
    order = 10

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        guides = listed_for(request.user)
        return {
            "shortcuts": shortcuts_for(request),
            "waiting": waiting_for(request.user),
            "tutorials": guides[:GUIDES_SHOWN],
            "has_more_tutorials": len(guides) > GUIDES_SHOWN,
            "language": active_language(),
        }
