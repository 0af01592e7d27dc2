"""Several pages at once: each gets an entry of its own, with its translations when asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page

from . import queries, services
from .forms import BulkDeleteForm


class TrashBulkAction(DeleteBulkAction):
    """Wagtail's own action, into the trash and with a reason."""

    form_class = BulkDeleteForm
    template_name = "desk/trash/bulk_delete.html"

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], user: Any = None, reason: str = "", with_translations: bool = False, **kwargs: Any
    ) -> tuple[int, int]:
        number = children = 0
        for item in objects:
            page = Page.objects.filter(pk=item.pk).first()
            if page is None:
                continue
            mirrors = queries.mirrors_of(page) if with_translations else ()
            along = [mirror for mirror in mirrors if mirror.permissions_for_user(user).can_delete()]
            entry = services.trash(page=page, along=along, actor=user, reason=reason)
            number, children = number + 1, children + entry.page_count - 1
        return number, children

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        number = num_parent_objects + num_child_objects
        text = ngettext(
            "%(number)s page is in the trash for 30 days.", "%(number)s pages are in the trash for 30 days.", number
        )
        return text % {"number": number}
