"""Models of the desk, a module for each subject."""

from .starters import Starter

__all__ = ["Starter"]
