"""The stored form of a stream, read by its blocks without asking the database."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import Block, CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock, URLBlock

from .addresses import clean_rich_text, safe_address


def cleaned(block: Block, raw: Any) -> Any:
    """Return the stored form `raw` of `block` with clean rich text and safe addresses, all the way down."""
    if isinstance(block, RichTextBlock) and isinstance(raw, str):
        return clean_rich_text(raw)
    if isinstance(block, URLBlock) and isinstance(raw, str):
        return safe_address(raw)
    if isinstance(block, StructBlock) and isinstance(raw, dict):
        return {**_without_gaps(block, raw), **{name: _child(block, name, raw[name]) for name in _given(raw)}}
    if isinstance(block, StreamBlock) and isinstance(raw, list):
        return [_member(block, item) for item in raw]
    if isinstance(block, ListBlock) and isinstance(raw, list):
        return [_item(block, item) for item in raw]
    return raw


def _given(raw: dict[str, Any]) -> list[str]:
    return [name for name, value in raw.items() if value is not None]


def _without_gaps(block: StructBlock, raw: dict[str, Any]) -> dict[str, Any]:
    """Return empty words where words are missing: wagtail-localize fails on a text that is None."""
    words = {name: "" for name, child in block.child_blocks.items() if isinstance(child, CharBlock | TextBlock)}
    return {**dict.fromkeys(raw), **words}


def _child(block: StructBlock | StreamBlock, name: str, raw: Any) -> Any:
    child = block.child_blocks.get(name)
    return raw if child is None else cleaned(child, raw)


def _member(block: StreamBlock, item: Any) -> Any:
    """Lookups may hold less than a whole block."""
    if not isinstance(item, dict) or not {"type", "value"} <= item.keys():
        return item
    return {**item, "value": _child(block, item["type"], item["value"])}


def _item(block: ListBlock, item: Any) -> Any:
    """Lists stored before Wagtail gave their items ids hold bare values."""
    if block._item_is_in_block_format(item):
        return {**item, "value": cleaned(block.child_block, item["value"])}
    return cleaned(block.child_block, item)
