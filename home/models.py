"""Django looks for models here; the page types live in pages.py."""

from .pages import HomePage, SectionPage, StandardPage
from .reusable.models import ReusableContent, ReusableUse

__all__ = ["HomePage", "ReusableContent", "ReusableUse", "SectionPage", "StandardPage"]
