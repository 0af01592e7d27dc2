"""Who sees, uses, renames and deletes starters."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from ..models import Starter

SHARE = "share_starter"


class StarterScope:
    """One's own starters, and those offered to everybody; who may offer them looks after the offered ones."""

    def visible(self, user: Any, queryset: QuerySet[Starter]) -> QuerySet[Starter]:
        if not user.has_perm("wagtailadmin.access_admin"):
            return queryset.none()
        return queryset.filter(Q(owner=user) | Q(is_shared=True))

    def allows(self, user: Any, action: str, obj: Starter) -> bool:
        if not user.has_perm("wagtailadmin.access_admin"):
            return False
        if action == "use":
            return obj.is_shared or obj.owner_id == user.pk
        return obj.owner_id == user.pk or (obj.is_shared and may_share(user))


SCOPE = StarterScope()


def may_share(user: Any) -> bool:
    """Say whether `user` may offer starters to everybody."""
    return bool(user.has_perm(f"desk.{SHARE}"))


def may_make(user: Any, page: Page) -> bool:
    """Say whether `user` may make a starter of a page: its draft is theirs to read, and its type can be made again."""
    model = page.specific_class
    return bool(
        model
        and page.depth > 1
        and model.is_creatable
        and page.permissions_for_user(user).can_edit()
        and not page.alias_of_id
    )


def may_add(user: Any, parent: Page, model: type[Page] | None) -> bool:
    """Say whether `user` may make a page of type `model` below `parent`."""
    return bool(model and model.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage())
