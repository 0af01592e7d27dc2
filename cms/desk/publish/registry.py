"""What the publish panel shows, filled by apps in `AppConfig.ready()`: ready-checks and channels.

A page's languages are asked for through `cms.core.wishes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .enums import ReadyState

if TYPE_CHECKING:
    from .review import Review


@dataclass(frozen=True)
class Finding:
    """What a check found: what is so, what to do, and the id of the field in the editor, "" for none."""

    state: ReadyState
    text: str
    todo: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class ReadyCheck:
    """One thing to look at before publishing; it finds nothing when all is well."""

    name: str
    label: Any
    find: Callable[[Review], Iterable[Finding]]
    order: int = 100


@dataclass(frozen=True)
class Channel:
    """Where a page goes beside the site: `reach(page, languages)` answers addresses by language, {} for nowhere."""

    name: str
    label: Any
    icon: str
    reach: Callable[[Any, list[str]], dict[str, str]]
    order: int = 100


_checks: dict[str, ReadyCheck] = {}
_channels: dict[str, Channel] = {}


def register_check(check: ReadyCheck) -> None:
    """Look at every page with `check`; a second one of its name takes its place."""
    _checks[check.name] = check


def register_channel(channel: Channel) -> None:
    """Tell editors of `channel`; a second one of its name takes its place."""
    _channels[channel.name] = channel


def forget(name: str) -> None:
    """Take a check and a channel out of the registry."""
    _checks.pop(name, None)
    _channels.pop(name, None)


def ready_checks() -> list[ReadyCheck]:
    """Return the checks in the order of the panel."""
    return sorted(_checks.values(), key=lambda check: (check.order, check.name))


def channels() -> list[Channel]:
    """Return the channels in the order of the panel."""
    return sorted(_channels.values(), key=lambda channel: (channel.order, channel.name))
