"""Named reads of a machine's drafts."""

from __future__ import annotations

from typing import Any

from wagtail_localize.machine_translators import get_machine_translator

from ..files.queries import languages_for
from ..models import MachineOrder

MOST_SHOWN = 100


def is_on() -> bool:
    """Say whether this installation has a machine."""
    return get_machine_translator() is not None


def orders_for(user: Any) -> list[MachineOrder]:
    """Return the last orders for languages in which `user` may write somewhere, failures first. Two queries."""
    orders = MachineOrder.objects.filter(translation__target_locale__language_code__in=languages_for(user))
    orders = orders.select_related(
        "translation__source__locale", "translation__source__specific_content_type", "translation__target_locale"
    )
    return sorted(orders.order_by("-asked_at")[:MOST_SHOWN], key=lambda order: order.state != "failed")
