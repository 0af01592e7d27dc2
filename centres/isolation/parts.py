"""What overrides are made of, beside patches: hooks, answers, judges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail import hooks

from cms.core import judges
from cms.core.judges import Judge


@dataclass(frozen=True)
class HookPart:
    """A function that Wagtail calls."""

    name: str
    function: Callable[..., Any]

    def install(self) -> None:
        hooks.register(self.name, self.function)

    def remove(self) -> None:
        hooks._hooks[self.name] = [entry for entry in hooks._hooks[self.name] if entry[0] is not self.function]


@dataclass(frozen=True)
class AnswerPart:
    """A view in the place of another's."""

    view_name: str
    view: Callable[..., Any]

    def install(self) -> None:
        judges.answers[self.view_name] = self.view

    def remove(self) -> None:
        del judges.answers[self.view_name]


@dataclass(frozen=True)
class JudgesPart:
    """Judges of ids in addresses."""

    judges: Sequence[Judge]

    def install(self) -> None:
        judges.register_judge(*self.judges)

    def remove(self) -> None:
        judges.unregister_judge(*self.judges)
