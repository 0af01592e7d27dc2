"""Every write about centres: their state, their microsites, their groups."""

from .changing import change_state
from .directory import ensure_directory
from .groups import ensure_groups
from .opening import open_microsite

__all__ = ["change_state", "ensure_directory", "ensure_groups", "open_microsite"]
