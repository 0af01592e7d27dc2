"""Each subject of translation registers itself in its own hooks."""

from . import engine
from .bench import hooks as bench_hooks
from .files import hooks as files_hooks
from .glossary import hooks as glossary_hooks
from .machine import hooks as machine_hooks
from .memory import hooks as memory_hooks
from .work import hooks as work_hooks

__all__ = ["bench_hooks", "engine", "files_hooks", "glossary_hooks", "machine_hooks", "memory_hooks", "work_hooks"]
