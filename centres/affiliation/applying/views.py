"""The applicants' pages: choose, apply, confirm, follow."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from cms.core import guard
from cms.core.guard import Ticket
from cms.core.middleware.rates import used_up

from .. import links, services
from ..enums import UNSEEN, ApplicationState, Happening, Kind
from ..models import Application
from .forms import ApplyForm, CentreForm, CorrespondentForm, WordsForm
from .shown import ShownForm, form_key

FORMS: dict[Kind, type[ApplyForm]] = {Kind.CENTRE: CentreForm, Kind.CORRESPONDENT: CorrespondentForm}
TOO_OFTEN = 429
CORRECTIONS = "20/h/key"
ANCHOR = "affiliation-form"
# The button that keeps a form half filled in.
LATER = "later"


def private(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, f"pages/affiliation/{template}", context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say which two ways there are."""
    return render(request, "pages/affiliation/start.html")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody who has sent a form: look into your mailbox."""
    return private(request, "sent.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in Kind:
        raise Http404
    kind = Kind(kind)
    if request.method != "POST":
        return _show(request, kind, FORMS[kind](), guard.new_ticket(form_key=form_key(kind)))
    form = FORMS[kind](request.POST)
    if LATER in request.POST:
        form.keep_for_later()
    ticket = guard.read_ticket(request.POST.get(guard.TICKET_FIELD, ""), form_key=form_key(kind))
    return _take(request, kind, form, ticket)


def _show(request: HttpRequest, kind: Kind, form: ApplyForm, ticket: Ticket, *, status: int = 200) -> HttpResponse:
    shown = ShownForm(form, ANCHOR, ticket)
    return private(request, "apply.html", {"shown": shown, "is_for_centre": kind == Kind.CENTRE}, status=status)


def _take(request: HttpRequest, kind: Kind, form: ApplyForm, ticket: Ticket | None) -> HttpResponse:
    """Keep what is right; whatever is wrong comes back in words, with the entries as they were."""
    objection = guard.objection(ticket, request.POST) if form.is_valid() else ""
    status = 200
    if form.is_valid() and not objection and ticket is not None:
        is_known = Application.objects.filter(ticket=ticket.nonce).exists()
        if is_known or not guard.sends_too_often(request, ticket, request.POST):
            return _keep(request, kind, form, ticket)
        status, objection = TOO_OFTEN, gettext("Too much was sent from your network. Try again in an hour.")
    if ticket is None or ticket.is_old:
        ticket = guard.renewed(ticket or guard.new_ticket(form_key=form_key(kind)))
    if objection:
        form.add_error(None, objection)
    return _show(request, kind, form, ticket, status=status)


def _keep(request: HttpRequest, kind: Kind, form: Any, ticket: Ticket) -> HttpResponse:
    facts = {"kind": kind, "facts": form.facts, "officers": form.officers, "email": form.email, "ticket": ticket.nonce}
    language, may_mail = get_language() or settings.LANGUAGE_CODE, guard.may_confirm(request, form.email)
    if LATER in request.POST:
        services.keep_for_later(language=language, mail=may_mail, **facts)
        return see_other("affiliation_kept")
    services.receive(language=language, confirm=may_mail, **facts)
    return see_other("affiliation_sent")


def see_other(name: str, *args: Any) -> HttpResponse:
    response = redirect(name, *args)
    response.status_code = 303
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only pressing it confirms, since mail programmes open links by themselves."""
    application = links.read(links.CONFIRM, token)
    if application is None:
        return private(request, "dead_link.html", {}, status=404)
    if request.method != "POST":
        return private(request, "confirm.html", {"application": application})
    services.confirm(application=application)
    return see_other("affiliation_status", links.token_for(links.STATUS, application))


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Show how far an application is; take an answer, a correction, an appeal."""
    application = links.read(links.STATUS, token)
    if application is None or application.state in UNSEEN:
        return private(request, "dead_link.html", {}, status=404)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    forms = {name: make(request.POST if name == act else None) for name, make in _forms_for(application).items()}
    form = forms.get(act)
    if form is not None and form.is_valid():
        if used_up(request, "affiliation_status", CORRECTIONS, key=application.reference):
            return private(request, "status.html", _status(application, forms), status=TOO_OFTEN)
        _act(application, act, form)
        return see_other("affiliation_status", token)
    return private(request, "status.html", _status(application, forms))


def _forms_for(application: Application) -> dict[str, Any]:
    """Return what makes each form that this application takes now, by the name of the act."""
    found: dict[str, Any] = {}
    if application.state == ApplicationState.ASKED:
        found["answer"] = WordsForm
    if application.is_undecided:
        found["correct"] = lambda data: FORMS[Kind(application.kind)](data, application=application)
    if _may_appeal(application):
        found["appeal"] = lambda data: WordsForm(data, label=gettext("Why the secretariat should read it again"))
    return found


def _may_appeal(application: Application) -> bool:
    events = application.events.filter(kind=Happening.APPEALED)
    return application.state == ApplicationState.REFUSED and not events.exists()


def _act(application: Application, act: str, form: Any) -> None:
    if act == "correct":
        services.correct(application=application, facts=form.facts, officers=form.officers)
    elif act == "answer":
        services.answer(application=application, text=form.cleaned_data["text"])
    else:
        services.appeal(application=application, text=form.cleaned_data["text"])


# What of the history the applicant reads: not who of the secretariat ticked what.
SHOWN = (
    Happening.SENT,
    Happening.CONFIRMED,
    Happening.ASKED,
    Happening.ANSWERED,
    Happening.REFUSED,
    Happening.APPEALED,
)
WAY = (ApplicationState.RECEIVED, ApplicationState.READING)


def _status(application: Application, forms: dict[str, Any]) -> dict[str, Any]:
    shown = {name: ShownForm(form, f"affiliation-{name}") for name, form in forms.items()}
    faulty = next((item for item in shown.values() if item.form.errors), None)
    return {
        "application": application,
        "state": ApplicationState(application.state),
        "steps": _steps(ApplicationState(application.state)),
        "events": [event for event in application.events.all() if event.kind in SHOWN],
        "answer": shown.get("answer"),
        "correct": shown.get("correct"),
        "appeal": shown.get("appeal"),
        "faulty": faulty,
    }


def _steps(state: ApplicationState) -> list[dict[str, Any]]:
    """Return the way of an application, with where it stands."""
    asked = [ApplicationState.ASKED] if state == ApplicationState.ASKED else []
    end = ApplicationState.REFUSED if state == ApplicationState.REFUSED else ApplicationState.ACCEPTED
    way = [*WAY, *asked, end]
    place = way.index(state)
    return [
        {"label": step.label, "is_current": step == state, "is_done": number < place} for number, step in enumerate(way)
    ]
