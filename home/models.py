"""Django looks for models here; the page types live in pages.py and form_pages.py, the rest by subject."""

from .form_pages import FormPage
from .forms.models import FormField, Submission
from .furniture.models import Alert, Footer, MainMenu, SocialProfile
from .pages import HomePage, SectionPage, StandardPage
from .reusable.models import ReusableContent, ReusableUse

__all__ = [
    "Alert",
    "Footer",
    "FormField",
    "FormPage",
    "HomePage",
    "MainMenu",
    "ReusableContent",
    "ReusableUse",
    "SectionPage",
    "SocialProfile",
    "StandardPage",
    "Submission",
]
