"""Who may read and delete what visitors sent: those who may change the form's source page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core import scope
from cms.core.judges import ITSELF, Judge, register_judge

from . import queries
from .models import Submission

if TYPE_CHECKING:
    from home.form_pages import FormPage


def forms_for(user: Any) -> QuerySet[FormPage]:
    """Return the source pages of the forms whose answers `user` may read.

    Rights on a translation give none: a translator of the labels is no reader of the answers.
    """
    may_enter = user.is_authenticated and user.has_perm("wagtailadmin.access_admin")
    if not may_enter:
        return queries.forms().none()
    changeable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return queries.sources(queries.forms().filter(pk__in=changeable.values("pk"))).select_related("locale")


def form_for(user: Any, page_id: int) -> FormPage | None:
    """Return the form with this source page, None when `user` may not read its answers."""
    return forms_for(user).filter(pk=page_id).first()


class SubmissionProvider:
    """A submission belongs to those who may change the form it was sent through."""

    def visible(self, user: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(form_key__in=forms_for(user).values("translation_key"))

    def allows(self, user: Any, action: str, obj: Model) -> bool:
        return isinstance(obj, Submission) and forms_for(user).filter(translation_key=obj.form_key).exists()


scope.register_provider(Submission, SubmissionProvider())
register_judge(
    Judge("home_form_submission*", "page_id", Page, ITSELF),
    Judge("home_form_submission*", "pk", Submission, ITSELF),
)
