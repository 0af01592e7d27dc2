"""Pages on the editors' desk."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.desk.registry import Shortcut, register_shortcut
from cms.desk.tutorials.registry import Tutorial, register_tutorial

from .furniture.permissions import may_change_surroundings

GUIDES = Path(__file__).parent / "guides"


def add_page_address(request: HttpRequest) -> str:
    """Return where to choose the place of a new page."""
    allowed = request.user.has_perm("wagtailcore.add_page") or request.user.is_superuser
    return reverse("wagtailadmin_pages:choose_parent", args=["home", "standardpage"]) if allowed else ""


def site_address(request: HttpRequest) -> str:
    return "/"


register_shortcut(Shortcut(_("Write a page"), "doc-empty", add_page_address, order=20))
register_shortcut(Shortcut(_("See the site"), "view", site_address, order=90))
register_tutorial(Tutorial("site", GUIDES, "site", may_change_surroundings, order=80))
