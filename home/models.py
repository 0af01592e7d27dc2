"""Django looks for models here; the page types live in pages.py, what stands around pages in furniture/."""

from .furniture.models import Alert, Footer, MainMenu, SocialProfile
from .pages import HomePage, SectionPage, StandardPage

__all__ = ["Alert", "Footer", "HomePage", "MainMenu", "SectionPage", "SocialProfile", "StandardPage"]
