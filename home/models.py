"""Django looks for models here; the page types live in pages.py and form_pages.py, the rest by subject."""

from .form_pages import FormPage
from .forms.models import FormField, Submission
from .pages import HomePage, SectionPage, StandardPage
from .reusable.models import ReusableContent, ReusableUse

__all__ = [
    "FormField",
    "FormPage",
    "HomePage",
    "ReusableContent",
    "ReusableUse",
    "SectionPage",
    "StandardPage",
    "Submission",
]
