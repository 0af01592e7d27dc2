"""Each subject of translation registers itself in its own hooks."""

from .work import hooks as work_hooks

__all__ = ["work_hooks"]
