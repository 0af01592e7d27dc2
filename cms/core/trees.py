"""Rights on a part of the tree, in all its languages at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page


def _permissions(names: Iterable[str]) -> list[Permission]:
    codenames = {f"{name}_page" for name in names}
    found = list(
        Permission.objects.filter(
            content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
        )
    )
    unknown = codenames - {permission.codename for permission in found}
    if unknown:
        raise ValueError(f"no such page permission: {', '.join(sorted(unknown))}")
    return found


@transaction.atomic
def grant(*, group: Group, root: Page, permissions: Iterable[str]) -> int:
    """Give `group` rights ("add", "change", "publish", …) on `root` and all its translations; return how many were new.

    Called again after a language was added, it gives what is missing and nothing twice.
    Raises ValueError for a right that Wagtail does not know.
    """
    wanted = _permissions(permissions)
    made = 0
    for page_id in root.get_translations(inclusive=True).values_list("pk", flat=True):
        for permission in wanted:
            _row, is_new = GroupPagePermission.objects.get_or_create(
                group=group, page_id=page_id, permission=permission
            )
            made += is_new
    return made


@transaction.atomic
def revoke(*, group: Group, root: Page, permissions: Iterable[str] | None = None) -> int:
    """Take rights (all of them by default) on `root` and its translations from `group`; return how many there were."""
    pages = root.get_translations(inclusive=True).values_list("pk", flat=True)
    rows = GroupPagePermission.objects.filter(group=group, page_id__in=list(pages))
    if permissions is not None:
        rows = rows.filter(permission__in=_permissions(permissions))
    number, _by_model = rows.delete()
    return int(number)
