"""Reports in the editors' screens: all of them, one, its form, its copy as a table."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from centres.models import Centre
from cms.core import audit, scope
from cms.core.desk_header import desk_header
from cms.core.exporting import TableExportMixin
from cms.core.spreadsheet import harmless

from ..enums import report_states
from ..models import Correspondent, Report
from ..permissions import for_the_secretariat, keeps_network, one
from . import queries, services
from .forms import ReportForm

PER_PAGE = 25
OLDEST = 1949
OWNERS: dict[str, Any] = {"centre": Centre, "correspondent": Correspondent}
EXPORTED = ("owner", "kind", "country", "year", "state", *services.FIELDS, "sent_at")


class ReportFilters(WagtailFilterSet):
    year = django_filters.NumberFilter(label=_("Year"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=report_states)

    class Meta:
        model = Report
        fields: list[str] = []


class ReportsView(TableExportMixin, BaseListingView):
    """The reports that this person may read; `?export=csv` or `xlsx` takes a copy away."""

    page_title = _("Activity reports")
    header_icon = "clipboard-list"
    index_url_name = "affiliation_reports"
    index_results_url_name = "affiliation_reports_results"
    template_name = "desk/affiliation/reports.html"
    results_template_name = "desk/affiliation/listing_results.html"
    default_ordering = ("-year", "pk")
    paginate_by = PER_PAGE
    is_searchable = False
    filterset_class = ReportFilters
    empty = _("No report is here yet.")
    list_export = list(EXPORTED)
    columns = [
        TitleColumn("owner", label=_("Who"), accessor=lambda item: item.owner, url_name="affiliation_report"),
        Column("year", label=_("Year"), sort_key="year"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("registrations", label=_("Registered"), sort_key="registrations"),
        Column("cards", label=_("Cards"), sort_key="cards"),
        Column("meetings", label=_("Meetings"), sort_key="meetings"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps_network(request.user) and not queries.has_reports(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def show_export_buttons(self) -> bool:  # type: ignore[override] -- Wagtail's is a constant
        return keeps_network(self.request.user)

    @cached_property
    def explanation(self) -> str:
        year = queries.last_year()
        words = gettext("One report a year. That of %(year)s is sent before %(day)s.")
        return words % {"year": year, "day": date_format(queries.due_on(year), "DATE_FORMAT")}

    @cached_property
    def to_write(self) -> list[dict[str, Any]]:
        """The reports of last year that this person has not sent yet."""
        year = queries.last_year()
        owners = [*queries.owing_centres(year), *queries.owing_correspondents(year)]
        mine = [owner for owner in queries.owners_of(self.request.user) if owner in owners]
        return [{"owner": owner, "year": year, "url": write_url(owner, year)} for owner in mine]

    @cached_property
    def own_page_url(self) -> str:
        """Where a correspondent reads the own row, "" for everybody else."""
        own = Correspondent.objects.active().filter(user_id=self.request.user.pk).first()
        return reverse("affiliation_correspondent", args=[own.pk]) if own else ""

    def get_base_queryset(self) -> QuerySet[Report]:
        return scope.visible(self.request.user, queries.reports())

    def get_filename(self) -> str:
        return f"reports-{timezone.localdate():%Y-%m-%d}"

    def get_heading(self, queryset: Any, field: str) -> str:
        own = {"owner": gettext("Who"), "kind": gettext("Kind"), "country": gettext("Country")}
        return str(own.get(field) or Report._meta.get_field(field).verbose_name)

    def to_row_dict(self, item: Report) -> OrderedDict[str, Any]:
        own = {
            "owner": str(item.owner),
            "kind": item.owner._meta.verbose_name,
            "country": item.owner.country.code,
            "sent_at": timezone.localtime(item.sent_at).strftime("%Y-%m-%d") if item.sent_at else "",
        }
        cells = ((name, own[name] if name in own else getattr(item, name)) for name in EXPORTED)
        return OrderedDict((name, harmless(str(value))) for name, value in cells)

    def record_export(self, *, file_format: str, count: int) -> None:
        if not keeps_network(self.request.user):
            raise PermissionDenied
        data = {"format": file_format, "count": count}
        audit.record(actor=self.request.user, action="report.exported", obj=None, data=data)


def write_url(owner: queries.Owner, year: int) -> str:
    """Return where the report of a year is written."""
    kind = "centre" if isinstance(owner, Centre) else "correspondent"
    return reverse("affiliation_report_write", args=[kind, owner.pk, year])


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one report."""
    item = one(request.user, queries.reports(), pk)
    context = {
        "report": item,
        "rows": [
            (Report._meta.get_field(name).verbose_name, localize(getattr(item, name))) for name in services.FIELDS
        ],
        "may_reopen": item.is_sent and keeps_network(request.user),
        "write_url": write_url(item.owner, item.year) if not item.is_sent and _may_write(request, item.owner) else "",
        **_header(item.owner, item.year),
    }
    return render(request, "desk/affiliation/report.html", context)


def _may_write(request: HttpRequest, owner: queries.Owner) -> bool:
    """Only those who did the work report it: not the secretariat."""
    return owner in queries.owners_of(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: str, pk: int, year: int) -> HttpResponse:
    """Write the report of a year: keep the draft, or send it."""
    owner = _owner(request, kind, pk, year)
    draft = queries.found(owner, year)
    if draft and draft.is_sent:
        return redirect("affiliation_report", draft.pk)
    is_sent = "send" in request.POST
    form = ReportForm(request.POST or None, instance=draft, is_sent=is_sent)
    if request.method == "POST" and form.is_valid():
        return _kept(request, owner, year, form)
    context = {"form": form, "due_on": queries.due_on(year), **_header(owner, year)}
    return render(request, "desk/affiliation/report_form.html", context)


def _owner(request: HttpRequest, kind: str, pk: int, year: int) -> queries.Owner:
    if kind not in OWNERS or not OLDEST <= year <= timezone.localdate().year:
        raise Http404
    owner: queries.Owner = one(request.user, OWNERS[kind].objects.all(), pk)
    if not _may_write(request, owner):
        raise PermissionDenied
    return owner


def _kept(request: HttpRequest, owner: queries.Owner, year: int, form: ReportForm) -> HttpResponse:
    try:
        kept = services.keep(owner=owner, year=year, actor=request.user, facts=form.cleaned_data, send=form.is_sent)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("affiliation_reports")
    text = gettext("The report is sent. Thank you.") if form.is_sent else gettext("The draft is kept.")
    messages.success(request, text)
    return redirect("affiliation_report", kept.pk)


@for_the_secretariat
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a sent report back to its writers."""
    item = one(request.user, queries.reports(), pk)
    services.reopen(report=item, actor=request.user)
    messages.success(request, gettext("The report is open again: its writers can change and send it."))
    return redirect("affiliation_report", item.pk)


def _header(owner: queries.Owner, year: int) -> dict[str, Any]:
    title = gettext("Activity report %(year)s") % {"year": year}
    above = (gettext("Activity reports"), reverse("affiliation_reports"))
    return desk_header(title, icon="clipboard-list", subtitle=owner, above=above)
