"""Which reusable contents a stored body names: read from its raw form, so that no block is built."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField

BLOCK = "reusable"


def stream_fields(model: type[Any]) -> list[StreamField]:
    """Return the fields of a model that hold blocks."""
    return [field for field in model._meta.concrete_fields if isinstance(field, StreamField)]


def ids_in(raw: Any) -> set[int]:
    """Return the ids named anywhere in the raw form of a body."""
    return set(_walk(raw))


def _walk(raw: Any) -> Iterator[int]:
    if isinstance(raw, dict):
        if raw.get("type") == BLOCK and isinstance(raw.get("value"), int):
            yield raw["value"]
        for item in raw.values():
            yield from _walk(item)
    elif isinstance(raw, list | tuple):
        for item in raw:
            yield from _walk(item)


def ids_of(instance: Any) -> set[int]:
    """Return the ids named in the fields of a page or a reusable content as they stand."""
    values = (getattr(instance, field.attname) for field in stream_fields(type(instance)))
    return {pk for value in values if value for pk in ids_in(value.get_prep_value())}


def ids_in_revision(model: type[Any], content: dict[str, Any]) -> set[int]:
    """Return the ids named in a revision of `model`."""
    found: set[int] = set()
    for field in stream_fields(model):
        raw = content.get(field.name) or []
        found |= ids_in(json.loads(raw) if isinstance(raw, str) else raw)
    return found
