"""Who looks into the memory, takes it away, and changes it."""

from __future__ import annotations

from typing import Any

KEEP = "translate.change_memoryunit"


def may_keep(user: Any) -> bool:
    """Say whether `user` may bring files into the memory and take texts out."""
    return bool(user.has_perm(KEEP))


def may_read(user: Any) -> bool:
    """Say whether `user` may search the memory and take it away: everything in it was published, or brought for all."""
    return bool(user.has_perm("wagtailadmin.access_admin"))
