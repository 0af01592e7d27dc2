"""Writes translations: those of the story, and those a person asks for."""

from .machine import draft_by_machine
from .story import MismatchError, translate
from .wishes import fulfil

__all__ = ["MismatchError", "draft_by_machine", "fulfil", "translate"]
