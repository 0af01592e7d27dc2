"""The texts of a page as a person writes them: wagtail-localize's segments, without the marks they do not need."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.core.wishes import Text

from .marks import differing

# The address is made from the title, or kept.
NOT_ASKED = {"slug"}
LONGEST = 20_000
# No-break spaces are typed on purpose.
SPACES = re.compile(r"[ \t\f\v]+")


def key_of(path: str, data: str) -> str:
    """Return a short name for a source text in its place: wagtail-localize keeps one translation for each."""
    return hashlib.sha256(f"{path}\n{data}".encode()).hexdigest()[:16]


def texts_of(page: Any) -> list[Text]:
    """Return the source texts of `page` as it stands in memory, in their order, each once. No query."""
    found: dict[str, Text] = {}
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and segment.path not in NOT_ASKED:
            data = segment.string.data
            key = key_of(segment.path, data)
            is_marked_up = _is_marked_up(data)
            found[key] = Text(
                key=key,
                path=segment.path,
                label=label_of(page, segment.path),
                limit=limit_of(page, segment.path),
                source=data if is_marked_up else StringValue(data).render_text(),
                is_marked_up=is_marked_up,
            )
    return list(found.values())


def source_data_of(text: Text) -> str:
    """Return what wagtail-localize keeps of a source text."""
    return text.source if text.is_marked_up else str(StringValue.from_plaintext(text.source).data)


def _is_marked_up(data: str) -> bool:
    return "<" in data.replace("<br/>", "")


def _place(page: Any, path: str) -> tuple[Any, Any, Any]:
    """Return what holds the text at `path`: the field, its block of the body, the block's own field, or None.

    Of what hangs on the page (the fields of a form) the path names the relation, the row and the row's field.
    """
    name, _dot, rest = path.partition(".")
    field = page._meta.get_field(name)
    if field.one_to_many:
        return field.related_model._meta.get_field(rest.rpartition(".")[2]), None, None
    if not isinstance(field, StreamField):
        return field, None, None
    block_id, _dot, inner = rest.partition(".")
    block = next((item.block for item in getattr(page, name) if item.id == block_id), None)
    return field, block, getattr(block, "child_blocks", {}).get(inner)


def label_of(page: Any, path: str) -> str:
    """Return what the editor's form calls the text at `path`."""
    field, block, child = _place(page, path)
    if block is None:
        own = str(capfirst(field.verbose_name))
        return own if isinstance(page, field.model) else f"{capfirst(field.model._meta.verbose_name)}: {own}"
    label = str(block.label)
    return f"{label}: {child.label}" if child is not None and str(child.label) != label else label


def limit_of(page: Any, path: str) -> int | None:
    """Return how many signs fit there, None when there is no limit of its own."""
    field, block, child = _place(page, path)
    holder = field if block is None else getattr(child or block, "field", None)
    return getattr(holder, "max_length", None)


def as_data(text: Text, typed: str) -> str:
    """Return what wagtail-localize keeps of what a person typed.

    Raises ValueError, with words for the person, when its marks are not those of the source.
    """
    limit = text.limit or LONGEST
    if len(typed) > limit:
        words = _("At most %(limit)s signs fit here, and these are %(number)s.")
        raise ValueError(words % {"limit": limit, "number": len(typed)})
    if not text.is_marked_up:
        lines = [SPACES.sub(" ", line).strip(" ") for line in typed.splitlines()]
        joint = "\n" if "\n" in text.source else " "
        return str(StringValue.from_plaintext(joint.join(line for line in lines if line)).data)
    value = StringValue.from_translated_html(typed)
    validate_translation_links(text.source, value.data)
    if wrong := differing(text.source, value.data):
        words = _("Keep the formatting of the source. Missing, doubled or new: %(marks)s.")
        raise ValueError(words % {"marks": ", ".join(wrong)})
    return str(value.data)


def as_typed(text: Text, data: str) -> str:
    """Return what a person sees of what wagtail-localize keeps."""
    return data if text.is_marked_up else StringValue(data).render_text()
