"""“My centres” on the editors' home."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from . import queries


class MyCentresPanel(Component):
    """Each centre that the person serves, with roles and ends, and the ways into it."""

    name = "my_centres"
    template_name = "desk/team/my_centres.html"
    order = 5

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"centres": queries.own_centres(parent_context["request"].user)}
