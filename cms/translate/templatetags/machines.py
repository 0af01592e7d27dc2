"""Whether there is a machine, for the navigation of translations."""

from django import template

from ..machine import queries

register = template.Library()


@register.simple_tag
def machine_is_on() -> bool:
    return queries.is_on()
