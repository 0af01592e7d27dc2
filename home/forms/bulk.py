"""Deleting several submissions at once; each is judged by itself."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_list_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.bulk_action import BulkAction

from cms.core import scope

from . import services
from .models import Submission

LONGEST_ID = 19


class DeleteSubmissions(BulkAction):
    display_name = _("Delete")
    aria_label = _("Delete the chosen submissions")
    action_type = "delete"
    template_name = "desk/form_submissions_delete.html"
    models = [Submission]
    classes = {"serious"}

    @classmethod
    def get_queryset(cls, model: type[Submission], object_ids: Any) -> Any:
        """Leave out what is no id."""
        ids = [int(text) for text in map(str, object_ids) if text.isdecimal() and len(text) < LONGEST_ID]
        return get_list_or_404(model, pk__in=ids)

    def check_perm(self, obj: Submission) -> bool:
        return scope.allows(self.request.user, "delete", obj)

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """Return the ids of one form's submissions; "all" without a form means none."""
        from . import permissions  # noqa: PLC0415 -- reads page models

        form = permissions.form_for(self.request.user, int(parent_id)) if str(parent_id or "").isdigit() else None
        rows = Submission.objects.filter(form_key=form.translation_key) if form else Submission.objects.none()
        return rows.values_list("pk", flat=True)

    def get_execution_context(self) -> dict[str, Any]:
        return {"actor": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[Submission], **kwargs: Any) -> tuple[int, int]:
        return services.delete_submissions(objects, actor=kwargs["actor"]), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(number)d submission is deleted.", "%(number)d submissions are deleted.", num_parent_objects
        ) % {"number": num_parent_objects}
