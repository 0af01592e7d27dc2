"""What the pattern page shows, read from the registries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from wagtail.blocks import Block, ChoiceBlock, StructBlock
from wagtail.models import Page, Site

from cms.core.block_registry import build_blocks


@dataclass(frozen=True)
class State:
    """A block in one of its looks; `name` is empty when it has one only."""

    name: Any
    bound: Any


@dataclass(frozen=True)
class BlockPattern:
    """A registered block with its example, once for each of its looks."""

    name: str
    label: Any
    description: Any
    icon: str
    group: Any
    states: list[State]
    has_example: bool

    @property
    def anchor(self) -> str:
        return f"pattern-block-{self.name}"


def _states(block: Block) -> list[State]:
    """Return the example, once for each choice of the first look that the block offers."""
    value = block.get_preview_value()
    looks = block.child_blocks.items() if isinstance(block, StructBlock) else ()
    name, look = next(((name, child) for name, child in looks if isinstance(child, ChoiceBlock)), ("", None))
    if look is None:
        return [State("", block.bind(value))]
    choices = [(key, words) for key, words in look.field.choices if key]
    return [State(words, block.bind(block.normalize({**value, name: key}))) for key, words in choices]


def block_patterns() -> list[BlockPattern]:
    """Return every registered block in the editor's order."""
    found = []
    for name, block in build_blocks():
        block.set_name(name)
        meta = block.meta
        states = _states(block)
        description = block.get_description()
        found.append(
            BlockPattern(name, block.label, description, meta.icon, meta.group, states, _has_example(block, states[0]))
        )
    return found


def _has_example(block: Block, state: State) -> bool:
    """Say whether there is something to show: examples hold no file of the library before one is published."""
    return bool(block.get_preview_context(state.bound.value, {}).get("has_example", True))


def block_groups() -> list[dict[str, Any]]:
    """Return the same by group."""
    return [{"label": label, "blocks": list(items)} for label, items in groupby(block_patterns(), lambda p: p.group)]


def page_to_show(request: HttpRequest, language: str) -> Page | None:
    """Return the home page of a language: blocks that list pages need a page to stand on."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    homes = site.root_page.get_translations(inclusive=True)
    home = homes.filter(locale__language_code=language).first() or site.root_page
    return home.specific
