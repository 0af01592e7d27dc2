"""What a new microsite holds: apps above register starters, which make its pages and settings.

A starter is asked again whenever a microsite is opened or completed, so it makes what is missing and nothing twice:
an app that comes later gives its page to living microsites by the same call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import Centre, CentrePage


@dataclass(frozen=True)
class Ground:
    """A microsite being opened: its first page in the source language of the centre, and who opens it."""

    centre: Centre
    home: CentrePage
    languages: tuple[str, ...]
    actor: Any = None


@dataclass(frozen=True)
class Starter:
    """`make(ground)` makes one part of a microsite in all its languages, or leaves what is there."""

    name: str
    label: Any
    make: Callable[[Ground], None]
    order: int = 100


_starters: dict[str, Starter] = {}


def register_starter(starter: Starter) -> None:
    """Make `starter` part of every microsite.

    Raises ImproperlyConfigured when another starter has the name already.
    """
    if _starters.setdefault(starter.name, starter) != starter:
        raise ImproperlyConfigured(f"the starter {starter.name!r} is registered twice")


def unregister_starter(name: str) -> None:
    _starters.pop(name, None)


def starters() -> list[Starter]:
    """Return all starters, in their order."""
    return sorted(_starters.values(), key=lambda starter: (starter.order, starter.name))


@dataclass(frozen=True)
class Section:
    """What an app above shows on the first page of a microsite: finished values for `template`, None for nothing."""

    name: str
    template: str
    find: Callable[[CentrePage, HttpRequest], dict[str, Any] | None]
    order: int = 100


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Show `section` on first pages; a second one of its name takes its place."""
    _sections[section.name] = section


def sections_of(page: CentrePage, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the template and the values of each section that has something to show, in order."""
    ordered = sorted(_sections.values(), key=lambda section: (section.order, section.name))
    found = ((section.template, section.find(page, request)) for section in ordered)
    return [{"template": template, "values": values} for template, values in found if values]
