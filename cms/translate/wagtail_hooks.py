"""Each subject of translation registers itself in its own hooks."""

from .bench import hooks as bench_hooks
from .work import hooks as work_hooks

__all__ = ["bench_hooks", "work_hooks"]
