"""Addresses that links of a text lead to, and others that they may lead to in one language."""

from __future__ import annotations

import json
from dataclasses import dataclass

from wagtail_localize.models import OverridableSegment, Translation

LONGEST = 2000


@dataclass(frozen=True)
class Address:
    """One address of the source, and the one of this language, "" where it is the same."""

    pk: int
    context_id: int
    source: str
    own: str


def addresses_of(translation: Translation) -> list[Address]:
    """Return the addresses in texts that lead out of the site, each once. One question."""
    segments = OverridableSegment.objects.filter(source=translation.source).annotate_override_json(
        translation.target_locale, include_errors=True
    )
    found: dict[int, Address] = {}
    rows = segments.order_by("order").values_list("pk", "context_id", "data_json", "override_json")
    for pk, context_id, data, own in rows:
        source = json.loads(data)
        if isinstance(source, str) and source:
            found.setdefault(context_id, Address(pk, context_id, source, json.loads(own) if own else ""))
    return list(found.values())
