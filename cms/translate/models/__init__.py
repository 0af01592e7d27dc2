"""Models of translation, a module for each subject."""

from .bench import LineNote, Remark
from .glossary import GlossaryForm, GlossaryTerm
from .machine import MachineOrder
from .memory import MemoryUnit, MemoryUse, MemoryWord
from .work import Asking, Delivery, Work

__all__ = [
    "Asking",
    "Delivery",
    "GlossaryForm",
    "GlossaryTerm",
    "LineNote",
    "MachineOrder",
    "MemoryUnit",
    "MemoryUse",
    "MemoryWord",
    "Remark",
    "Work",
]
