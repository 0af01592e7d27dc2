"""Groups and demonstration accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from wagtail.models import Page

from cms.core import trees

from .models import User


def ensure_groups(*, root_pages_by_language: dict[str, Page]) -> None:
    root = next(iter(root_pages_by_language.values()))
    group, _ = Group.objects.get_or_create(name="Editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    trees.grant(group=group, root=root, permissions=["add", "change", "publish"])


def create_demonstration_accounts() -> list[Any]:
    user = User.objects.create_superuser("admin@mondcivitan.example", "mondcivitan-demo", is_demonstration=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return [user]


def demonstration_sign_ins() -> list[str]:
    return ["admin@mondcivitan.example / mondcivitan-demo"]
