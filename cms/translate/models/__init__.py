"""Models of translation, a module for each subject."""

from .glossary import GlossaryForm, GlossaryTerm
from .memory import MemoryUnit, MemoryUse, MemoryWord

__all__ = [
    "GlossaryForm",
    "GlossaryTerm",
    "MemoryUnit",
    "MemoryUse",
    "MemoryWord",
]
