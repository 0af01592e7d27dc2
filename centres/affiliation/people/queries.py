"""Reads about correspondents."""

from __future__ import annotations

from django.db.models import QuerySet

from cms.core import page_store

from ..models import Correspondent


def correspondents() -> QuerySet[Correspondent]:
    return Correspondent.objects.select_related("ended_by", "user")


def shown() -> list[Correspondent]:
    """Return those whom the directory names, by country and name. Kept under the site's version."""
    found = page_store.remember("affiliation:correspondents", _read_shown)
    return sorted(found, key=lambda person: (person.country.name, person.name))


def _read_shown() -> list[Correspondent]:
    return list(Correspondent.objects.shown().only("name", "place", "country", "languages", "state"))
