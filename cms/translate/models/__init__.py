"""Django looks for models here, one module a subject."""

from .work import Delivery, Work

__all__ = ["Delivery", "Work"]
