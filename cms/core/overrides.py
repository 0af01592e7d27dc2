"""Where the rules of this site bend what others wrote: each place named, with what it closes, and removable.

A test takes them away one by one and sees the leak that each closes; one that closes nothing has no place here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured


class Part(Protocol):
    """What an override does, and undoes."""

    def install(self) -> None: ...

    def remove(self) -> None: ...


class Patch:
    """Puts `wrap(original)` in the place of `owner.name`, the class's own or inherited."""

    def __init__(self, owner: Any, name: str, wrap: Callable[[Any], Any]) -> None:
        self.owner, self.name, self.wrap = owner, name, wrap
        self.own: dict[str, Any] = {}

    def install(self) -> None:
        self.own = {self.name: vars(self.owner)[self.name]} if self.name in vars(self.owner) else {}
        setattr(self.owner, self.name, self.wrap(self._found()))

    def remove(self) -> None:
        if self.own:
            setattr(self.owner, self.name, self.own[self.name])
        else:
            delattr(self.owner, self.name)

    def _found(self) -> Any:
        """Return the attribute as it is written, without binding it to the class."""
        owners = self.owner.__mro__ if isinstance(self.owner, type) else (self.owner,)
        return next(vars(owner)[self.name] for owner in owners if self.name in vars(owner))


@dataclass(frozen=True)
class Override:
    """`closes` says in words what somebody would see without it."""

    name: str
    closes: str
    parts: Sequence[Part]

    def install(self) -> None:
        for part in self.parts:
            part.install()

    def remove(self) -> None:
        for part in reversed(self.parts):
            part.remove()

    @contextmanager
    def removed(self) -> Any:
        """Take it away meanwhile."""
        self.remove()
        try:
            yield
        finally:
            self.install()


_overrides: dict[str, Override] = {}


def install(override: Override) -> None:
    """Register `override` and put it in place.

    Raises ImproperlyConfigured when another has its name already.
    """
    if override.name in _overrides:
        raise ImproperlyConfigured(f"the override {override.name!r} is installed twice")
    _overrides[override.name] = override
    override.install()


def overrides() -> list[Override]:
    return list(_overrides.values())
