"""BodyField: a stream of registered blocks that stays out of migrations."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.utils.functional import cached_property
from wagtail.blocks import Block, StreamBlock, StreamValue
from wagtail.fields import StreamField

from .block_registry import build_blocks
from .stored_blocks import cleaned


class BodyField(StreamField):
    """A StreamField over the block registry.

    Its migrations name no block, so that a new block or label never makes one. A historic model therefore knows no
    block: it keeps the stored list untouched, or saving through it would empty the page.
    """

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__([], verbose_name=verbose_name, **kwargs)

    @cached_property
    def stream_block(self) -> StreamBlock:
        block = StreamBlock([] if self._is_historic else build_blocks())
        block.set_meta_options(self.block_opts)
        return block

    @property
    def _is_historic(self) -> bool:
        return getattr(getattr(self, "model", None), "__module__", "") == "__fake__"

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        kwargs.pop("verbose_name", None)
        return name, path, [], kwargs

    def get_prep_value(self, value: Any) -> Any:
        """Return what is stored: whoever made it, no text or link in it can run."""
        prepared = super().get_prep_value(value)
        return prepared if self._is_historic else cleaned(self.stream_block, prepared)

    def to_python(self, value: Any) -> StreamValue:
        if not self._is_historic or isinstance(value, StreamValue):
            return super().to_python(value)
        raw = json.loads(value) if isinstance(value, str) and value else value
        result = StreamValue(self.stream_block, raw or [], is_lazy=True)
        result._stream_field = self
        return result


class BlocksField(BodyField):
    """A stream over a few blocks of its own, given as functions by name; it stays out of migrations like a body."""

    def __init__(
        self, verbose_name: Any = None, *, blocks: dict[str, Callable[[], Block]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(verbose_name, **kwargs)
        self.own_blocks = blocks or {}

    @cached_property
    def stream_block(self) -> StreamBlock:
        known = {} if self._is_historic else self.own_blocks
        block = StreamBlock([(name, make()) for name, make in known.items()])
        block.set_meta_options(self.block_opts)
        return block
