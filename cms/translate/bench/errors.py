"""Why a text is not kept, in words for the person."""

from __future__ import annotations

from .lines import Line


class LineRefusedError(Exception):
    """What was typed cannot stand: a mark is missing, it is too long. It is remembered all the same."""

    def __init__(self, message: str, line: Line) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class ChangedMeanwhileError(Exception):
    """Somebody else wrote this text after the person opened it; `line` is as it stands now."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.key)
        self.line = line


class GoneError(Exception):
    """The source has no such text any more."""
