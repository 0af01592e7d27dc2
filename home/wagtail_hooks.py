"""Registers what the subjects of this app put into the editors' screens."""

from .forms import hooks as forms_hooks
from .furniture import hooks as furniture_hooks
from .reusable import hooks as reusable_hooks

__all__ = ["forms_hooks", "furniture_hooks", "reusable_hooks"]
