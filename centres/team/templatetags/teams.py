"""Words about terms of office."""

from __future__ import annotations

from django import template
from django.utils import timezone

from cms.core.frame import language_name

from ...models import Term

register = template.Library()


@register.filter
def role_of(term: Term) -> str:
    """Return the role with its language: "translator (Esperanto)"."""
    role = str(term.get_role_display())
    return f"{role} ({language_name(term.language)})" if term.language else role


@register.filter
def is_coming(term: Term) -> bool:
    return term.begins_on > timezone.localdate()
