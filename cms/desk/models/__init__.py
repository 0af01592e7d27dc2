"""Rows of the editors' desk."""

from .trash import TrashEntry

__all__ = ["TrashEntry"]
