"""Reads about correspondents."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Correspondent


def correspondents() -> QuerySet[Correspondent]:
    return Correspondent.objects.select_related("ended_by", "user")


def shown() -> list[Correspondent]:
    """Return those whom the directory names, by country and name."""
    found = Correspondent.objects.shown().only("name", "place", "country", "languages", "state")
    return sorted(found, key=lambda person: (person.country.name, person.name))
