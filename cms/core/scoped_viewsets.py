"""Screens of snippets that show and open only what `core.scope` allows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.snippets.views.snippets import (
    CopyView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    ReorderView,
    SnippetViewSet,
    UsageView,
)

from . import scope


class ScopedObjectMixin:
    """Opens only what the person may change."""

    def get_object(self, queryset: Any = None) -> Any:
        obj = super().get_object(queryset) if queryset is not None else super().get_object()  # type: ignore[misc]
        if obj is not None and not scope.allows(self.request.user, "change", obj):  # type: ignore[attr-defined]
            raise PermissionDenied
        return obj


class ScopedEditView(ScopedObjectMixin, EditView):
    pass


class ScopedCopyView(ScopedObjectMixin, CopyView):
    pass


class ScopedDeleteView(ScopedObjectMixin, DeleteView):
    pass


class ScopedHistoryView(ScopedObjectMixin, HistoryView):
    pass


class ScopedUsageView(ScopedObjectMixin, UsageView):
    pass


class ScopedReorderView(ReorderView):
    """Moves what the person may change, among what their list shows."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return scope.visible(self.request.user, super().get_queryset())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.get_queryset().filter(pk=kwargs["pk"]).exists():
            raise PermissionDenied
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class ScopedIndexView(IndexView):
    """A list that says what it is for, and what to do while it is empty."""

    explanation: Any = ""


class ScopedViewSet(SnippetViewSet):
    """Screens of rows that belong by language: lists and opens only the person's own."""

    explanation: Any = ""
    index_template_name = "desk/scoped_index.html"
    index_results_template_name = "desk/scoped_index_results.html"
    index_view_class = ScopedIndexView
    edit_view_class = ScopedEditView
    copy_view_class = ScopedCopyView
    delete_view_class = ScopedDeleteView
    history_view_class = ScopedHistoryView
    usage_view_class = ScopedUsageView
    reorder_view_class = ScopedReorderView

    def get_queryset(self, request: Any) -> models.QuerySet[Any]:
        return scope.visible(request.user, self.model._default_manager.all())

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(explanation=self.explanation, **kwargs)
