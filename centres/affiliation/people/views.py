"""Correspondents in the editors' screens."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_countries import countries
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from cms.core import scope
from cms.core.desk_header import desk_header
from cms.core.frame import language_name

from ..columns import place_column
from ..enums import Standing, standings
from ..files import private_file
from ..models import Convention, Correspondent
from ..permissions import for_the_secretariat, keeps_network, one
from . import queries, services
from .forms import ActivityForm, CorrespondentForm, EndForm

PER_PAGE = 25


def limit_words(person: Correspondent) -> str:
    """Say what the rule of two years means for somebody today."""
    day = date_format(person.strikable_since, "DATE_FORMAT")
    if person.may_be_struck_off:
        return gettext("May be struck off since %(day)s") % {"day": day}
    return _rule_words(person) if person.is_near_the_limit else ""


def _rule_words(person: Correspondent) -> str:
    """Say which day the rule of two years names."""
    if person.state != Standing.ACTIVE:
        return ""
    day = date_format(person.strikable_since, "DATE_FORMAT")
    return gettext("Two years without activity on %(day)s") % {"day": day}


class CorrespondentFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=standings)
    country = django_filters.ChoiceFilter(label=_("Country"), choices=lambda: list(countries))

    class Meta:
        model = Correspondent
        fields: list[str] = []


class CorrespondentsView(BaseListingView):
    """All correspondents; those without activity for longest come first."""

    page_title = _("Correspondents")
    header_icon = "user"
    index_url_name = "affiliation_correspondents"
    index_results_url_name = "affiliation_correspondents_results"
    template_name = "desk/affiliation/listing.html"
    results_template_name = "desk/affiliation/listing_results.html"
    default_ordering = ("last_active_on", "pk")
    paginate_by = PER_PAGE
    is_searchable = True
    search_fields = ["name", "place", "email"]
    filterset_class = CorrespondentFilters
    explanation = _(
        "People who register alone, under a convention. Whoever shows no activity for two years may be struck off; "
        "nobody is struck off by the site."
    )
    empty = _("There is no correspondent yet. They apply by the same form as centres.")
    columns = [
        TitleColumn("name", label=_("Name"), url_name="affiliation_correspondent", sort_key="name"),
        place_column(),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("last_active_on", label=_("Last activity"), sort_key="last_active_on"),
        Column("limit", label=_("Two-year rule"), accessor=limit_words),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps_network(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Correspondent]:
        return scope.visible(self.request.user, queries.correspondents())


@require_safe
def correspondent(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one correspondent: to the secretariat, and to the person."""
    person = one(request.user, queries.correspondents(), pk)
    context = {
        "person": person,
        "languages": [language_name(code) for code in person.languages],
        "limit": limit_words(person),
        "rule": _rule_words(person),
        "conventions": person.conventions.all(),
        "reports": person.reports.all(),
        "is_secretariat": keeps_network(request.user),
        "activity": ActivityForm(),
        **_header(person.name),
    }
    return render(request, "desk/affiliation/correspondent.html", context)


def _header(title: str, subtitle: str = "") -> dict[str, Any]:
    return desk_header(title, icon="user", subtitle=subtitle)


@require_POST
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the person, or the secretariat on their word, show or hide the name in the directory."""
    person = one(request.user, queries.correspondents(), pk)
    services.change(correspondent=person, actor=request.user, facts={"is_public": "show" in request.POST})
    messages.success(request, gettext("Saved."))
    return redirect("affiliation_correspondent", person.pk)


@for_the_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    person = one(request.user, queries.correspondents(), pk)
    form = CorrespondentForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        services.change(correspondent=person, actor=request.user, facts=form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("affiliation_correspondent", person.pk)
    return _form(request, person, form, gettext("Edit"), gettext("Save"))


@for_the_secretariat
@require_POST
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the day of an activity that came to the secretariat's knowledge."""
    person, form = one(request.user, queries.correspondents(), pk), ActivityForm(request.POST)
    if form.is_valid():
        services.note_activity(correspondent=person, on=form.cleaned_data["on"], actor=request.user)
        messages.success(request, gettext("Saved."))
    else:
        messages.error(request, " ".join(form.errors.get("on", [])))
    return redirect("affiliation_correspondent", person.pk)


@for_the_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    return _end(request, pk, strike_off=False)


@for_the_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def strike_off(request: HttpRequest, pk: int) -> HttpResponse:
    return _end(request, pk, strike_off=True)


def _end(request: HttpRequest, pk: int, *, strike_off: bool) -> HttpResponse:
    person, form = one(request.user, queries.correspondents(), pk), EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.end(correspondent=person, actor=request.user, reason=reason, strike_off=strike_off)
            messages.success(request, gettext("Written down; the access is closed."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("affiliation_correspondent", person.pk)
    title = gettext("Strike off") if strike_off else gettext("End the convention")
    return _form(request, person, form, title, title)


def _form(request: HttpRequest, person: Correspondent, form: Any, title: str, button: str) -> HttpResponse:
    back_url = reverse("affiliation_correspondent", args=[person.pk])
    context = {"form": form, "button": button, "back_url": back_url, **_header(title, person.name)}
    return render(request, "desk/affiliation/form.html", context)


@require_safe
def convention(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a signed convention to the secretariat, to a centre's manager, to the correspondent."""
    own = Convention.objects.filter(correspondent__user_id=request.user.pk, correspondent__state="active")
    visible = scope.visible(request.user, Convention.objects.all()).values("pk")
    item = own.filter(pk=pk).first() or one(request.user, Convention.objects.filter(pk__in=visible), pk)
    return private_file(item.file)
