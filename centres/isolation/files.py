"""Who sees images and documents in the editors' screens."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.core import scope
from cms.library.permissions import ACTIONS, PAGE_ACTIONS, may_see

Document, Image = get_document_model(), get_image_model()


class FileScope:
    """Files of the collections that somebody may choose from, and those on the pages that they may change."""

    def visible(self, user: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        own = policy_registry.get_by_type(queryset.model).instances_user_has_any_permission_for(user, ACTIONS)
        on_pages = Q(key__in=_on_pages(user, queryset.model))
        return queryset.alias(key=Cast("pk", CharField())).filter(Q(pk__in=own.values("pk")) | on_pages)

    def opens(self, user: Any, file: Any) -> bool:
        return may_see(user, file)

    def allows(self, user: Any, action: str, file: Any) -> bool:
        if action in {"choose", "view"}:
            return may_see(user, file)
        return bool(policy_registry.get_by_type(type(file)).user_has_permission_for_instance(user, action, file))


def _on_pages(user: Any, model: Any) -> QuerySet[ReferenceIndex, str]:
    """Return the ids, as text, of the files on pages that `user` may change, as a subquery."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, PAGE_ACTIONS)
    return ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page),
        to_content_type=ReferenceIndex._get_base_content_type(model),
        object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"),
    ).values("to_object_id")


def register() -> None:
    for model in (Image, Document):
        scope.register_provider(model, FileScope())
