"""Tables of the centres; the page types live in pages.py."""

from ..pages import CentreIndexPage, CentrePage
from .centre import Centre, CentreChange, CentreGroup, CentreLanguage
from .term import Term

__all__ = ["Centre", "CentreChange", "CentreGroup", "CentreIndexPage", "CentreLanguage", "CentrePage", "Term"]
