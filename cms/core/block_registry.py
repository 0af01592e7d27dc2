"""The blocks a body may hold: declared here, filled by every app in `AppConfig.ready()`.

A factory, not an instance, is registered: each field builds its own blocks, lazily, once all apps are ready.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import AppRegistryNotReady, ImproperlyConfigured
from wagtail.blocks import Block


@dataclass(frozen=True)
class Registration:
    """One kind of block: `order` places it in the editor's menu, lowest first."""

    name: str
    factory: Callable[[], Block]
    order: int


_registrations: dict[str, Registration] = {}


def register_block(name: str, factory: Callable[[], Block], *, order: int = 100) -> None:
    """Let every body hold blocks called `name`.

    Raises ImproperlyConfigured when another factory has the name already.
    """
    known = _registrations.get(name)
    if known and known.factory is not factory:
        raise ImproperlyConfigured(f"the block {name!r} is registered twice")
    _registrations[name] = Registration(name, factory, order)


def block_names() -> list[str]:
    """Return the registered names in the editor's order."""
    return [item.name for item in sorted(_registrations.values(), key=lambda item: (item.order, item.name))]


def build_blocks() -> list[tuple[str, Block]]:
    """Return fresh (name, block) pairs in the editor's order.

    Raises AppRegistryNotReady before every app had its chance to register.
    """
    if not apps.ready:
        raise AppRegistryNotReady("blocks were read before every app registered its own")
    return [(name, _registrations[name].factory()) for name in block_names()]
