"""What the memory adds to the editors' screens."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from . import permissions
from .urls import urlpatterns


@hooks.register("register_admin_urls")
def memory_addresses() -> list[Any]:
    return urlpatterns


@hooks.register("register_permissions")
def memory_rights() -> QuerySet[Permission]:
    codename = permissions.KEEP.partition(".")[2]
    return Permission.objects.filter(content_type__app_label="translate", codename=codename)
