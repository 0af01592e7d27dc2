"""Who sees pages, and what is said about them: one's own part of the tree, and what every visitor may read."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from cms.core import judges, scope

RIGHTS = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})


def policy() -> Any:
    return policy_registry.get_by_type(Page)


def works_on(user: Any, page: Page) -> bool:
    """Say whether `user` has a right on `page` (no query), or may open it because a task waits for them."""
    if policy().user_has_any_permission_for_instance(user, RIGHTS, page):
        return True
    return bool(page.current_workflow_state and page.permissions_for_user(user).can_edit())


def leads_to_work(user: Any, page: Page) -> bool:
    """Say whether `page` stands above what `user` works on. No query."""
    return any(
        right.page.path.startswith(page.path) and _is_below_fork(user, page)
        for right in policy().get_cached_permissions_for_user(user)
    )


def _is_below_fork(user: Any, page: Page) -> bool:
    fork = policy().explorable_root_instance(user)
    return fork is None or page.path.startswith(fork.path)


def is_public(page: Page) -> bool:
    """Say whether any visitor may read the page."""
    return bool(page.live and page.path and not page.get_view_restrictions().exists())


class PageScope:
    """Visible is what one works on and what stands above it; to "choose" a page it may also be public."""

    def visible(self, user: Any, queryset: QuerySet[Page]) -> QuerySet[Page]:
        return queryset.filter(pk__in=policy().explorable_instances(user).values("pk"))

    def opens(self, user: Any, page: Page) -> bool:
        return page.pk is None or works_on(user, page) or leads_to_work(user, page)

    def allows(self, user: Any, action: str, page: Any) -> bool:
        if action in {"choose", "view"}:
            return self.opens(user, page) or is_public(page)
        rights = page.permissions_for_user(user)
        if action == "change":
            return bool(rights.can_edit())
        return action in rights.permissions


class OfItsObject:
    """Revisions, and states of workflows and tasks, belong to whom their object belongs to."""

    def visible(self, user: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        seen = [row.pk for row in queryset if self.opens(user, row)]
        return queryset.filter(pk__in=seen)

    def opens(self, user: Any, row: Any) -> bool:
        owner = row.workflow_state if isinstance(row, TaskState) else row
        return owner.content_object is not None and judges.may(user, "open", owner.content_object)

    def allows(self, user: Any, action: str, row: Any) -> bool:
        return self.opens(user, row)


def choosable(user: Any, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return the pages that `user` may choose: their own part, and what every visitor may read."""
    own = policy().explorable_instances(user)
    public = pages.model._default_manager.live().public()
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=public.values("pk")))


def register() -> None:
    scope.register_provider(Page, PageScope())
    for model in (Revision, TaskState, WorkflowState):
        scope.register_provider(model, OfItsObject())
