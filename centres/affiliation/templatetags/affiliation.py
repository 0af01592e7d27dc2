"""What the directory shows of affiliation: correspondents who agreed to be named, and how to join."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from cms.core.frame import language_name

from ..people.queries import shown

register = template.Library()


@register.inclusion_tag("components/correspondents.html", takes_context=True)
def show_correspondents(context: template.Context) -> dict[str, Any]:
    """Show them by country, and lead to the form. One query."""
    people = [
        {
            "name": person.name,
            "place": person.place,
            "country": person.country.name,
            "languages": [language_name(code) for code in person.languages],
        }
        for person in shown()
    ]
    return {"people": people, "frame": context["frame"], "join_url": reverse("affiliation_start")}
