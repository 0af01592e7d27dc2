"""Centres in search: the name beside what is found, and a choice of one centre."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from search.registry import Facet, register_facet, register_origin

from .queries import centre_names, centre_of
from .services.directory import SLUG


def origin(url_path: str) -> str:
    """Return the name of the centre in whose microsite a page stands."""
    parts = url_path.strip("/").split("/")
    return centre_names().get(parts[2], "") if len(parts) > 2 and parts[1] == SLUG else ""


def values(page: Any) -> list[str]:
    """Return the centre's slug, which no language changes."""
    centre = centre_of(page)
    return [centre.slug] if centre else []


register_origin(origin)
register_facet(Facet("centre", _("Centre"), values, lambda slug, language: centre_names().get(slug, "")))
