"""The reusable contents of one page, loaded together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import cached_property
from wagtail.blocks import StreamValue

from .models import ReusableContent

# More levels than this are shown to nobody: a page would become a maze, and a circle must end.
DEEPEST = 5


@dataclass
class Included:
    """Texts by translation key, and the key of each id that a block may name."""

    keys: dict[int, UUID] = field(default_factory=dict)
    texts: dict[UUID, list[ReusableContent]] = field(default_factory=dict)

    @cached_property
    def _joined(self) -> tuple[StreamValue, dict[int, range]]:
        """All blocks in one stream, so that pictures and links of all contents are looked up together."""
        stream = ReusableContent._meta.get_field("body").stream_block
        raw: list[Any] = []
        places: dict[int, range] = {}
        for text in (text for found in self.texts.values() for text in found):
            blocks = [item for item in text.body.get_prep_value() if item["type"] in stream.child_blocks]
            places[text.pk] = range(len(raw), len(raw) + len(blocks))
            raw += blocks
        return StreamValue(stream, raw, is_lazy=True), places

    @property
    def body(self) -> StreamValue:
        return self._joined[0]

    def text_for(self, content_id: int) -> ReusableContent | None:
        """Return the text shown where a block names `content_id`, None when none is live."""
        found = self.texts.get(self.keys.get(content_id))  # type: ignore[arg-type] -- no key, no text
        return found[0] if found else None

    def blocks_of(self, text: ReusableContent) -> list[Any]:
        body, places = self._joined
        return [body[place] for place in places[text.pk]]
