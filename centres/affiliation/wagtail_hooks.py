"""Registers in Wagtail what the subjects of affiliation bring."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from . import menu
from .deciding import hooks as deciding_hooks
from .golive import hooks as golive_hooks
from .network import hooks as network_hooks
from .people import hooks as people_hooks
from .reports import hooks as reports_hooks
from .serving import serve_notice

__all__ = ["deciding_hooks", "golive_hooks", "menu", "network_hooks", "people_hooks", "reports_hooks"]

# Before Wagtail's own check of restrictions, which would ask visitors to sign in.
hooks.register("before_serve_page", serve_notice, order=-10)


@hooks.register("register_permissions")
def network_permission() -> QuerySet[Permission]:
    """Offer the right of the secretariat where groups are edited."""
    return Permission.objects.filter(content_type__app_label="centres", codename="manage_network")


@hooks.register("insert_global_admin_css")
def affiliation_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk-affiliation.css"))
