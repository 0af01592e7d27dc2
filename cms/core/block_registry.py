"""The blocks a body may hold: declared here, filled by every app in `AppConfig.ready()`.

A factory, not an instance, is registered: each field builds its own blocks, lazily, once all apps are ready.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import AppRegistryNotReady, ImproperlyConfigured
from wagtail.blocks import Block

from .enums import BlockGroup

GROUPS = list(BlockGroup)


@dataclass(frozen=True)
class Registration:
    """One kind of block: `group` and `order` place it in the editor's menu, lowest order first in its group.

    A simple block may also stand inside another, such as a column.
    """

    name: str
    factory: Callable[[], Block]
    order: int
    group: BlockGroup
    is_simple: bool

    @property
    def place(self) -> tuple[int, int, str]:
        return GROUPS.index(self.group), self.order, self.name

    def build(self) -> Block:
        """Return a fresh block that knows its group."""
        block = self.factory()
        block.meta.group = self.group.label
        return block


_registrations: dict[str, Registration] = {}


def register_block(
    name: str,
    factory: Callable[[], Block],
    *,
    order: int = 100,
    group: BlockGroup = BlockGroup.LISTS,
    is_simple: bool = False,
) -> None:
    """Let every body hold blocks called `name`.

    Raises ImproperlyConfigured when another factory has the name already.
    """
    known = _registrations.get(name)
    if known and known.factory is not factory:
        raise ImproperlyConfigured(f"the block {name!r} is registered twice")
    _registrations[name] = Registration(name, factory, order, group, is_simple)


def registrations() -> list[Registration]:
    """Return what is registered, in the editor's order."""
    return sorted(_registrations.values(), key=lambda item: item.place)


def block_names() -> list[str]:
    """Return the registered names in the editor's order."""
    return [item.name for item in registrations()]


def build_blocks(*, only_simple: bool = False) -> list[tuple[str, Block]]:
    """Return fresh (name, block) pairs in the editor's order.

    Raises AppRegistryNotReady before every app had its chance to register.
    """
    if not apps.ready:
        raise AppRegistryNotReady("blocks were read before every app registered its own")
    return [(item.name, item.build()) for item in registrations() if item.is_simple or not only_simple]
