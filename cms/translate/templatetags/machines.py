"""What the navigation of translations shows: whether there is a machine, whether a person may ask."""

from __future__ import annotations

from typing import Any

from django import template

from ..machine import queries
from ..work.permissions import may_ask_somewhere

register = template.Library()


@register.simple_tag
def machine_is_on() -> bool:
    return queries.is_on()


@register.simple_tag
def asks_for_translations(user: Any) -> bool:
    return may_ask_somewhere(user)
