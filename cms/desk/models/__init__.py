"""What the desk keeps, one module for each subject."""

from .tutorials import TutorialRead

__all__ = ["TutorialRead"]
