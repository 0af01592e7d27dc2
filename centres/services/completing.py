"""Living microsites get what was added since they were opened: the parts of new apps."""

from __future__ import annotations

from ..models import Centre
from .opening import microsite_languages, open_microsite
from .starting import lacks_parts


def complete_microsites() -> int:
    """Open again each open centre's microsite that lacks a part; return how many. A job of the clock."""
    number = 0
    for centre in Centre.objects.open().filter(pages__isnull=False).distinct().order_by("pk"):
        if lacks_parts(centre=centre, languages=microsite_languages(centre)):
            open_microsite(centre=centre, actor=None)
            number += 1
    return number
