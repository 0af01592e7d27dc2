"""Django looks for models here; the page types live in pages.py and form_pages.py.

What stands around pages (furniture) and reusable content are apps of their own below this folder.
"""

from .form_pages import FormPage
from .forms.models import FormField, Submission
from .pages import HomePage, SectionPage, StandardPage

__all__ = ["FormField", "FormPage", "HomePage", "SectionPage", "StandardPage", "Submission"]
