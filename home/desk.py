"""Pages on the editors' desk."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core.by_language import publishable_pages
from cms.desk.registry import Shortcut, register_shortcut
from cms.desk.tutorials.permissions import may_add_pages
from cms.desk.tutorials.registry import Tutorial, register_tutorial

from .furniture.models import Alert
from .furniture.permissions import may_change_surroundings

GUIDES = Path(__file__).parent / "guides"


def add_page_address(request: HttpRequest) -> str:
    """Return where to choose the place of a new page."""
    address = reverse("wagtailadmin_pages:choose_parent", args=["home", "standardpage"])
    return address if may_add_pages(request.user) else ""


def site_address(request: HttpRequest) -> str:
    return "/"


def add_alert_address(request: HttpRequest) -> str:
    """Return where to write an alert, for those who publish some part of the site."""
    allowed = request.user.has_perm("furniture.add_alert") and publishable_pages(request.user).exists()
    return reverse(Alert.snippet_viewset.get_url_name("add")) if allowed else ""


register_shortcut(Shortcut(_("Write a page"), "doc-empty", add_page_address, order=20))
register_shortcut(Shortcut(_("Announce something"), "warning", add_alert_address, order=40))
register_shortcut(Shortcut(_("See the site"), "view", site_address, order=90))
register_tutorial(Tutorial("site", GUIDES, "site", may_change_surroundings, order=80))
