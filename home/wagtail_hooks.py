"""Registers the screens of forms; the apps below this folder register their own."""

from .forms import hooks as forms_hooks

__all__ = ["forms_hooks"]
