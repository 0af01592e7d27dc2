"""Django looks for models here; the page types live in pages.py."""

from .pages import HomePage, SectionPage, StandardPage

__all__ = ["HomePage", "SectionPage", "StandardPage"]
