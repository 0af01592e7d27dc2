"""Django looks for models here; the page types live in pages.py and form_pages.py."""

from .form_pages import FormPage
from .forms.models import FormField, Submission
from .pages import HomePage, SectionPage, StandardPage

__all__ = ["FormField", "FormPage", "HomePage", "SectionPage", "StandardPage", "Submission"]
