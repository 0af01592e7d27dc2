"""The secretariat's screens: the queue, one application, and what is done with it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timesince import timesince
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

from .. import services
from ..columns import place_column
from ..enums import UNSEEN, application_states, kinds
from ..files import private_file
from ..models import Application
from ..permissions import for_the_secretariat, keeps_network, one
from . import checklist, queries
from .forms import ChecklistForm, WordsForm

PER_PAGE = 25


def _states() -> list[tuple[str, str]]:
    return [choice for choice in application_states() if choice[0] not in UNSEEN]


class ApplicationFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=_states)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kinds)
    country = django_filters.ChoiceFilter(label=_("Country"), choices=lambda: list(countries))

    class Meta:
        model = Application
        fields: list[str] = []


class ApplicationsView(BaseListingView):
    """What waits for the secretariat first; what waits longest before the rest."""

    page_title = _("Applications")
    header_icon = "form"
    index_url_name = "affiliation_applications"
    index_results_url_name = "affiliation_applications_results"
    template_name = "desk/affiliation/listing.html"
    results_template_name = "desk/affiliation/listing_results.html"
    default_ordering = ("turn", "state_since")
    paginate_by = PER_PAGE
    is_searchable = True
    search_fields = ["name", "place", "contact_name", "reference"]
    filterset_class = ApplicationFilters
    explanation = _(
        "Centres to be and correspondents to be. What waits for you is “received” or “being read”; after a question it "
        "is the applicant's turn."
    )
    empty = _("No application waits. New ones come by the form on the page “Join as a centre or a correspondent”.")
    columns = [
        TitleColumn("name", label=_("Who"), accessor=str, url_name="affiliation_application"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        place_column(),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("language", label=_("Language"), accessor=lambda item: language_name(item.language)),
        Column(
            "since", label=_("Waits since"), accessor=lambda item: timesince(item.state_since), sort_key="state_since"
        ),
        DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps_network(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Application]:
        return queries.by_turn(scope.visible(self.request.user, queries.applications()))


@for_the_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all of one application; save its checklist."""
    item = one(request.user, queries.whole(queries.applications()), pk)
    if request.method == "POST" and item.is_undecided:
        form = ChecklistForm(request.POST, request.FILES, application=item)
        if form.is_valid():
            services.keep_checklist(application=item, actor=request.user, facts=form.facts, officers=form.officers)
            messages.success(request, gettext("The checklist is saved."))
            return redirect("affiliation_application", item.pk)
        messages.error(request, gettext("The checklist is not saved: mend what is marked."))
    else:
        form = ChecklistForm(application=item)
    return render(request, "desk/affiliation/application.html", _context(item, form))


def _context(item: Application, form: ChecklistForm) -> dict[str, Any]:
    found = checklist.items(item)
    return {
        "application": item,
        "checklist": found,
        "is_complete": all(line.is_done for line in found),
        "namesake": queries.namesake(item) if item.is_undecided else None,
        "correspondent": getattr(item, "correspondent", None),
        "form": form,
        "language_name": language_name(item.language),
        "languages": [language_name(code) for code in item.languages],
        **_header(str(item), item.reference),
    }


def _header(title: str, subtitle: str = "") -> dict[str, Any]:
    above = (gettext("Applications"), reverse("affiliation_applications"))
    return desk_header(title, icon="form", subtitle=subtitle, above=above)


@for_the_secretariat
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the applicant, on the status page, that somebody reads."""
    item = one(request.user, queries.applications(), pk)
    services.open_reading(application=item, actor=request.user)
    return redirect("affiliation_application", item.pk)


@for_the_secretariat
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: everything that acceptance does."""
    item = one(request.user, queries.applications(), pk)
    try:
        accepted = services.accept(application=item, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("affiliation_application", item.pk)
    messages.success(request, gettext("“%(name)s” is accepted.") % {"name": accepted})
    return redirect("affiliation_application", item.pk)


@for_the_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    item = one(request.user, queries.applications(), pk)
    words = {
        "label": gettext("Your question"),
        "help_text": gettext("It is mailed as it stands. Write in the applicant's language: %(language)s")
        % {"language": language_name(item.language)},
    }
    return _with_words(
        request, item, words, title=gettext("Ask"), button=gettext("Send the question"), act=services.ask
    )


@for_the_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    item = one(request.user, queries.applications(), pk)
    words = {
        "label": gettext("Why you refuse"),
        "help_text": gettext(
            "It is mailed as it stands, with the way to appeal. The applicant's language: %(language)s"
        )
        % {"language": language_name(item.language)},
    }
    title, button = gettext("Refuse"), gettext("Refuse and send the reason")
    return _with_words(request, item, words, title=title, button=button, act=_refuse)


def _refuse(*, application: Application, actor: Any, text: str) -> Application:
    return services.refuse(application=application, actor=actor, reason=text)


def _with_words(
    request: HttpRequest, item: Application, words: dict[str, str], *, title: str, button: str, act: Any
) -> HttpResponse:
    """Show a form of one text; do what `act` does with it."""
    back = redirect("affiliation_application", item.pk)
    if not item.is_undecided:
        messages.error(request, gettext("This application is decided already."))
        return back
    form = WordsForm(request.POST or None, **words)
    if request.method == "POST" and form.is_valid():
        act(application=item, actor=request.user, text=form.cleaned_data["text"])
        messages.success(request, gettext("Sent to %(name)s.") % {"name": item.contact_name})
        return back
    back_url = reverse("affiliation_application", args=[item.pk])
    context = {"form": form, "button": button, "back_url": back_url, **_header(title, str(item))}
    return render(request, "desk/affiliation/form.html", context)


@for_the_secretariat
@require_safe
def convention(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the signed convention of an application."""
    item = one(request.user, queries.applications(), pk)
    return private_file(item.convention_file)
