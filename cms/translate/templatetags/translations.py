"""Words of the translators' screens."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from cms.core.frame import language_name as name_of

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language in the active one."""
    return name_of(code)


@register.filter
def percent(number: int) -> str:
    """Return "40 %" as the active language writes it."""
    return _("%(number)s %%") % {"number": number}
