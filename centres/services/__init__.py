"""Every write about centres: their state, their microsites, their groups."""

from .changing import change_state
from .completing import complete_microsites
from .directory import ensure_directory
from .groups import ensure_groups
from .opening import open_microsite
from .starting import ensure_part
from .texts import update_texts

__all__ = [
    "change_state",
    "complete_microsites",
    "ensure_directory",
    "ensure_groups",
    "ensure_part",
    "open_microsite",
    "update_texts",
]
