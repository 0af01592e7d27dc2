"""Tells pages that are copies where they come from; which ones are copies is known with the site's structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from centres.queries import centre_names
from cms.core.structure import Structure, register_part, structure_of
from cms.core.translations import own_address

from .. import origins
from ..origins import Origin
from .models import Takeover

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ..pages import NewsPage

PART = "copied_news"


def copied(request: HttpRequest, structure: Structure) -> frozenset[int]:
    """Return the ids of all copies: a part of the structure."""
    return frozenset(Takeover.objects.values_list("copy_id", flat=True))


def find(request: HttpRequest, page: NewsPage) -> Origin | None:
    """Return the origin of a copy: no query for what is none, one for what is."""
    structure = structure_of(request)
    is_preview = getattr(request, "is_preview", False)
    if not is_preview and (structure is None or page.pk not in structure.parts.get(PART, ())):
        return None
    row = Takeover.objects.filter(copy_id=page.pk).select_related("original__locale", "centre").first()
    if row is None:
        return None
    original = row.original
    url = own_address(original, request) if original is not None and original.live else ""
    return Origin(centre_names().get(row.centre.slug, row.centre.name), url, row.follows)


register_part(PART, copied)
origins.register_finder(find)
