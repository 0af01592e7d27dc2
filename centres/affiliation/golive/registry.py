"""The checklist until go live: apps register what a microsite should have before visitors come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from centres.models import Centre


@dataclass(frozen=True)
class Step:
    """`is_done(centre)` judges; `address(centre)` says where it is done, "" where no screen is."""

    name: str
    label: Any
    is_done: Callable[[Centre], bool]
    address: Callable[[Centre], str] = lambda centre: ""
    order: int = 100


@dataclass(frozen=True)
class Line:
    """A step as one centre has it."""

    label: Any
    is_done: bool
    url: str


_steps: dict[str, Step] = {}


def register_step(step: Step) -> None:
    """Add `step` to the checklist of every centre.

    Raises ImproperlyConfigured when another step has the name already.
    """
    if _steps.setdefault(step.name, step) != step:
        raise ImproperlyConfigured(f"the step {step.name!r} is registered twice")


def lines_for(centre: Centre) -> list[Line]:
    """Return the checklist of a centre, in the order of the steps."""
    ordered = sorted(_steps.values(), key=lambda step: (step.order, step.name))
    return [Line(step.label, step.is_done(centre), step.address(centre)) for step in ordered]
