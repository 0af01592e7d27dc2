"""Named reads for the desk, limited to what the person may edit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.translations import own_texts


def editable_pages(user: Any) -> QuerySet[Page]:
    """Return the pages whose text `user` may change."""
    policy = policy_registry.get_by_type(Page)
    pages: QuerySet[Page] = policy.instances_user_has_any_permission_for(user, ["add", "change", "publish"])
    return pages.filter(depth__gte=2)


def changeable_pages(user: Any) -> QuerySet[Page]:
    """Return the pages whose draft `user` may open: of somebody who may only add, their own."""
    pages: QuerySet[Page] = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return pages.filter(depth__gte=2)


def unpublished_changes(user: Any) -> int:
    """Return how many pages hold changes that visitors do not see yet."""
    return editable_pages(user).filter(has_unpublished_changes=True, alias_of=None).count()


def own_part(user: Any) -> Q:
    """Return the condition of standing below a page that `user` has rights on, in whatever language."""
    if user.is_superuser:
        return Q()
    rights = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    keys = {right.page.translation_key for right in rights}
    below = Q(pk__in=[])
    for path in Page.objects.filter(translation_key__in=keys).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return below


def missing_by_language(user: Any) -> dict[str, int]:
    """Return by language how many live source pages have no live translation there, where `user` may edit.

    Whoever works in a part of the site hears of that part alone.
    """
    source = settings.LANGUAGE_CODE
    mine = set(editable_pages(user).values_list("locale__language_code", flat=True).distinct())
    live = own_texts(Page.objects.live().filter(own_part(user), depth__gte=2))
    keys = live.filter(locale__language_code=source).values("translation_key")
    have = dict(
        live.filter(translation_key__in=keys)
        .order_by("locale__language_code")
        .values_list("locale__language_code")
        .annotate(number=Count("translation_key"))
    )
    return {
        code: have.get(source, 0) - have.get(code, 0)
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
        if code != source and code in mine and have.get(source, 0) > have.get(code, 0)
    }
