"""Models of the desk, a module for each subject."""

from .starters import Starter
from .trash import TrashEntry
from .tutorials import TutorialRead

__all__ = ["Starter", "TrashEntry", "TutorialRead"]
