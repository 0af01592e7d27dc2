"""Registers in Wagtail what the subjects of affiliation bring."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from . import menu
from .deciding import hooks as deciding_hooks

__all__ = ["deciding_hooks", "menu"]


@hooks.register("register_permissions")
def network_permission() -> QuerySet[Permission]:
    """Offer the right of the secretariat where groups are edited."""
    return Permission.objects.filter(content_type__app_label="centres", codename="manage_network")
