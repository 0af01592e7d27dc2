"""Django looks for models here, one module a subject."""

from .work import Asking, Delivery, Work

__all__ = ["Asking", "Delivery", "Work"]
