"""Exact matches as the first draft of a translation."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..marks import are_nested, links
from ..models import MemoryUnit
from ..services.targets import keep, segments_of
from ..texts import NOT_ASKED
from .fitting import fit
from .index import digest

# The tool that a draft names until a person accepts it.
MEMORY_TOOL = "from memory"


@transaction.atomic
def fill_exact(*, translation: Translation, user: Any) -> int:
    """Write what the memory knows word by word into texts that nobody wrote yet; return how many.

    They are drafts: marked as the machine's are, with MEMORY_TOOL as the tool, until a person accepts them. Nothing
    that stands is replaced. The queries do not grow with the texts known, two for each text filled.
    """
    empty = unwritten(translation)
    known = _known(translation, {digest(segment.string.data) for segment in empty})
    filled = 0
    for segment in empty:
        unit = known.get(digest(segment.string.data))
        data = fit(target=unit.target, old=unit.source, new=segment.string.data)[0] if unit else ""
        if data and are_nested(data) and links(data) == links(segment.string.data):
            kind = StringTranslation.TRANSLATION_TYPE_MACHINE
            keep(segment=segment, translation=translation, data=data, kind=kind, user=user, tool=MEMORY_TOOL)
            filled += 1
    return filled


def unwritten(translation: Translation) -> list[StringSegment]:
    """Return the texts of a translation that neither person nor machine wrote, addresses left out. Two queries."""
    written = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    known = set(written.values_list("translation_of_id", "context_id"))
    return [
        segment
        for segment in segments_of(translation)
        if segment.context.path not in NOT_ASKED and (segment.string_id, segment.context_id) not in known
    ]


def _known(translation: Translation, digests: set[str]) -> dict[str, MemoryUnit]:
    """Return for each text what was confirmed last; what was published here goes before what a file brought."""
    units = MemoryUnit.objects.filter(
        source_language=translation.source.locale.language_code,
        target_language=translation.target_locale.language_code,
        source_digest__in=digests,
    )
    return {unit.source_digest: unit for unit in units.order_by("origin", "confirmed_at", "pk")}
