"""The editors' screens of forms: which there are, what was sent, one submission, its deletion."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_filters import DateFromToRangeFilter
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.core import scope
from cms.core.exporting import TableExportMixin
from cms.core.frame import language_name
from cms.core.spreadsheet import harmless

from . import permissions, queries, services, words
from .enums import language_choices
from .models import Submission

PER_PAGE = 25
# Columns of answers on the screen: the rest is in the submission and in the exports.
SHOWN_COLUMNS = 3
EXCERPT = 60


class FormsView(BaseListingView):
    """The forms whose answers this person may read."""

    page_title = _("Answers to forms")
    header_icon = "form"
    index_url_name = "home_forms"
    default_ordering = "title"
    paginate_by = PER_PAGE
    is_searchable = False
    columns = [
        TitleColumn("title", label=_("Form"), url_name="home_form_submissions", sort_key="title"),
        Column("number", label=_("Submissions"), accessor=lambda page: page.submission_count),
        DateColumn("latest", label=_("Latest"), accessor=lambda page: page.latest_submission),
        Column("kept", label=_("Deleted after"), accessor=lambda page: page.get_kept_months_display()),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not permissions.forms_for(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Any]:
        return permissions.forms_for(self.request.user)

    def get_table(self, object_list: Any) -> Any:
        pages = list(object_list)
        found = queries.counts(page.translation_key for page in pages)
        for page in pages:
            row = found.get(page.translation_key, {"number": 0, "latest": None})
            page.submission_count, page.latest_submission = row["number"], row["latest"]
        return super().get_table(pages)


class SubmissionFilters(WagtailFilterSet):
    sent = DateFromToRangeFilter(label=_("Sent"), field_name="sent_at", widget=DateRangePickerWidget)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=language_choices)

    class Meta:
        model = Submission
        fields: list[str] = []


def answer_column(name: str) -> Callable[[Submission], str]:
    """Return what reads one answer, shortened, off a submission."""

    def read(submission: Submission) -> str:
        text = words.as_text(submission.answers.get(name))
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"

    return read


class FormMixin:
    """A view about one form, judged before anything else; mixed into Wagtail's views."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.form_page is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def form_page(self) -> Any:
        return permissions.form_for(self.request.user, self.kwargs["page_id"])

    @cached_property
    def labels(self) -> dict[str, str]:
        return queries.labels_in(self.form_page, get_language() or "")


class SubmissionsView(FormMixin, TableExportMixin, BaseListingView):
    """What was sent through one form, in all its languages; `?export=csv` or `xlsx` takes a copy away."""

    page_title = _("Answers")
    header_icon = "form"
    template_name = "desk/form_submissions.html"
    default_ordering = "-sent_at"
    paginate_by = PER_PAGE
    is_searchable = False
    filterset_class = SubmissionFilters
    verbose_name_plural = _("submissions")
    show_export_buttons = True

    def get_page_subtitle(self) -> str:
        return str(self.form_page.title)

    def get_index_url(self) -> str:
        return reverse("home_form_submissions", args=[self.form_page.pk])

    def get_index_results_url(self) -> str:
        return reverse("home_form_submissions_results", args=[self.form_page.pk])

    def get_base_queryset(self) -> QuerySet[Submission]:
        return scope.visible(self.request.user, queries.submissions_of(self.form_page))

    @cached_property
    def columns(self) -> list[Any]:
        shown = list(self.labels.items())[:SHOWN_COLUMNS]
        page_id = self.form_page.pk
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="submission"),
            SubmissionColumn("reference", label=_("Reference"), page_id=page_id, classname="title form-reference"),
            DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
            Column("language", label=_("Language"), accessor=lambda item: language_name(item.language)),
            *(Column(f"answer_{name}", label=label, accessor=answer_column(name)) for name, label in shown),
            Column("delete_on", label=_("Deleted on"), accessor="delete_on", sort_key="delete_on"),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return {**context, "app_label": "home", "model_name": "submission", "form_page": self.form_page}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("home_forms"), "label": gettext("Answers to forms")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.form_page.title}]

    @cached_property
    def list_export(self) -> list[str]:
        return ["reference", "sent_at", "language", *self.labels, *queries.unknown_names(self.form_page, self.labels)]

    def get_heading(self, queryset: Any, field: str) -> str:
        own = {"reference": gettext("Reference"), "sent_at": gettext("Sent"), "language": gettext("Language")}
        return str(harmless(own.get(field) or self.labels.get(field, field)))

    def get_filename(self) -> str:
        return f"{self.form_page.slug}-{timezone.localdate():%Y-%m-%d}"

    def to_row_dict(self, item: Submission) -> OrderedDict[str, str]:
        own = {
            "reference": item.reference,
            "sent_at": timezone.localtime(item.sent_at).strftime("%Y-%m-%d %H:%M"),
            "language": item.language,
        }
        cells = ((name, own.get(name) or words.as_text(item.answers.get(name))) for name in self.list_export)
        return OrderedDict((name, harmless(text)) for name, text in cells)

    def record_export(self, *, file_format: str, count: int) -> None:
        services.record_export(self.form_page, actor=self.request.user, file_format=file_format, count=count)


class SubmissionColumn(TitleColumn):
    """The reference, which leads to the whole submission."""

    def __init__(self, name: str, *, page_id: int, **kwargs: Any) -> None:
        super().__init__(name, get_title_id=lambda item: f"submission_{item.pk}_title", **kwargs)
        self.page_id = page_id

    def get_link_url(self, instance: Submission, parent_context: dict[str, Any]) -> str:
        return reverse("home_form_submission", args=[self.page_id, instance.pk])


class SubmissionMixin(FormMixin):
    """A view about one submission of one form."""

    @cached_property
    def submission(self) -> Submission:
        found = scope.visible(self.request.user, queries.submissions_of(self.form_page))
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,  # type: ignore[attr-defined]
            {"url": reverse("home_forms"), "label": gettext("Answers to forms")},
            {"url": reverse("home_form_submissions", args=[self.form_page.pk]), "label": self.form_page.title},
            {"url": "", "label": self.submission.reference},
        ]


class SubmissionView(SubmissionMixin, WagtailAdminTemplateMixin, TemplateView):
    """Everything that one visitor sent."""

    page_title = _("Submission")
    header_icon = "form"
    template_name = "desk/form_submission.html"

    def get_page_subtitle(self) -> str:
        return self.submission.reference

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("home_form_submission_delete", args=[self.form_page.pk, self.submission.pk])
        return [HeaderButton(gettext("Delete"), url=url, icon_name="bin")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "submission": self.submission,
            "language_name": language_name(self.submission.language),
            "rows": words.rows(self.form_page, self.submission, get_language() or ""),
        }


class DeleteSubmissionView(SubmissionMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks once more, then deletes one submission."""

    page_title = _("Delete")
    header_icon = "bin"
    template_name = "desk/form_submission_delete.html"

    def get_page_subtitle(self) -> str:
        return self.submission.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("home_form_submission", args=[self.form_page.pk, self.submission.pk])
        return {**super().get_context_data(**kwargs), "submission": self.submission, "back_url": back}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not scope.allows(request.user, "delete", self.submission):
            raise PermissionDenied
        reference = self.submission.reference
        services.delete_submissions([self.submission], actor=request.user)
        messages.success(request, gettext("Submission %(reference)s is deleted.") % {"reference": reference})
        return redirect("home_form_submissions", page_id=self.form_page.pk)
