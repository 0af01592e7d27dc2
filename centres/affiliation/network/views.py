"""All centres, one centre, and what the secretariat does to it."""

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
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from django_countries import countries
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from centres.enums import CentreState
from centres.models import Centre
from centres.team.queries import not_over
from cms.core import audit, scope
from cms.core.desk_header import desk_header
from cms.core.exporting import TableExportMixin
from cms.core.frame import language_name
from cms.core.spreadsheet import harmless

from ..columns import place_column
from ..people.forms import EndForm
from ..permissions import for_the_secretariat, keeps_network, one
from . import queries, services

PER_PAGE = 50
NEEDS = (("report", _("Report due")), ("terms", _("Terms end within 90 days")))
HEADINGS = {
    "name": _("Name"),
    "slug": _("Address"),
    "place": pgettext_lazy("of a centre", "Place"),
    "country": _("Country"),
    "state": _("State"),
    "languages": _("Languages"),
    "ending_terms": _("Ending terms"),
    "last_published": _("Last publication"),
    "last_report": _("Last report"),
    "owes_report": _("Report due"),
    "missing_texts": _("Missing translations"),
}


class NetworkFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=CentreState.choices)
    country = django_filters.ChoiceFilter(label=_("Country"), choices=lambda: list(countries))
    needs = django_filters.ChoiceFilter(label=_("What it needs"), choices=NEEDS, method="filter_needs")

    class Meta:
        model = Centre
        fields: list[str] = []

    def filter_needs(self, queryset: QuerySet[Centre], name: str, value: str) -> QuerySet[Centre]:
        return queries.owing(queryset) if value == "report" else queries.with_ending_terms(queryset)


def _day(centre: Any) -> str:
    day = centre.glance.last_published
    return date_format(timezone.localtime(day), "SHORT_DATE_FORMAT") if day else "—"


class NetworkView(TableExportMixin, BaseListingView):
    """Every centre with what the secretariat looks after; `?export=csv` or `xlsx` takes a copy away."""

    page_title = _("Network")
    header_icon = "globe"
    index_url_name = "affiliation_network"
    index_results_url_name = "affiliation_network_results"
    template_name = "desk/affiliation/listing.html"
    results_template_name = "desk/affiliation/listing_results.html"
    default_ordering = ("name", "pk")
    paginate_by = PER_PAGE
    is_searchable = True
    search_fields = ["name", "place", "slug"]
    filterset_class = NetworkFilters
    show_export_buttons = True
    list_export = list(HEADINGS)
    explanation = _("All centres: their state, the terms that end, the last sign of life, what is owed or missing.")
    empty = _("There is no centre yet. The first one comes by an application.")
    columns = [
        TitleColumn("name", label=_("Centre"), url_name="affiliation_centre", sort_key="name"),
        place_column(),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("published", label=_("Last publication"), accessor=_day),
        Column("report", label=_("Last report"), accessor=lambda item: item.glance.last_report or "—"),
        Column("owes", label=_("Report due"), accessor=lambda item: gettext("due") if item.glance.owes_report else ""),
        Column("terms", label=_("Ending terms"), accessor=lambda item: item.glance.ending_terms or ""),
        Column("texts", label=_("Missing translations"), accessor=lambda item: item.glance.missing_texts or ""),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps_network(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Centre]:
        return scope.visible(self.request.user, queries.centres())

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(_with_glance(object_list))

    def get_filename(self) -> str:
        return f"centres-{timezone.localdate():%Y-%m-%d}"

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(HEADINGS[field])

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        cells = OrderedDict((name, harmless(str(getattr(item, name, "")))) for name in HEADINGS)
        glance = item.glance
        published = timezone.localtime(glance.last_published).strftime("%Y-%m-%d") if glance.last_published else ""
        cells.update(
            country=item.country.code,
            languages=" ".join(glance.languages),
            ending_terms=glance.ending_terms,
            last_published=published,
            last_report=glance.last_report or "",
            owes_report=int(glance.owes_report),
            missing_texts=glance.missing_texts,
        )
        return cells

    def export_rows(self, rows: Any) -> list[Any]:
        return _with_glance(rows)

    def record_export(self, *, file_format: str, count: int) -> None:
        data = {"format": file_format, "count": count}
        audit.record(actor=self.request.user, action="centre.exported", obj=None, data=data)


def _with_glance(object_list: Any) -> list[Any]:
    found = list(object_list)
    glances = queries.glances(found)
    for centre in found:
        centre.glance = glances[centre.pk]
    return found


@for_the_secretariat
@require_safe
def centre(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all that the secretariat knows of a centre."""
    item = one(request.user, queries.centres(), pk)
    context = {
        "centre": item,
        "glance": queries.glances([item])[item.pk],
        "languages": [language_name(code) for code in item.languages.values_list("code", flat=True)],
        "changes": item.changes.select_related("actor"),
        "terms": not_over(item).select_related("user"),
        "conventions": item.conventions.all(),
        "reports": item.reports.all(),
        "applications": item.applications.all(),
        "acts": services.acts_for(item),
        **_header(item.name),
    }
    return render(request, "desk/affiliation/centre.html", context)


def _header(title: str, subtitle: str = "") -> dict[str, Any]:
    above = (gettext("Network"), reverse("affiliation_network"))
    return desk_header(title, icon="globe", subtitle=subtitle, above=above)


@for_the_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Say what happens, ask why, and do it."""
    item = one(request.user, queries.centres(), pk)
    wanted = services.act_named(item, name=name)
    if wanted is None:
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _acted(request, item, wanted, form.cleaned_data["reason"])
    context = {"form": form, "act": wanted, "centre": item, **_header(str(wanted.label), item.name)}
    return render(request, "desk/affiliation/act.html", context)


def _acted(request: HttpRequest, item: Centre, wanted: services.Act, reason: str) -> HttpResponse:
    try:
        services.perform(centre=item, act=wanted, actor=request.user, reason=reason)
        item.refresh_from_db()
        words = gettext("“%(name)s” is now: %(state)s.")
        messages.success(request, words % {"name": item.name, "state": item.get_state_display()})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("affiliation_centre", item.pk)
