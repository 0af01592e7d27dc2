"""A form that was begun: kept, and taken up again by a mailed link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.middleware.rates import used_up

from .. import links, services
from ..enums import Kind
from ..models import Application
from .forms import ApplyForm
from .shown import ShownForm
from .views import ANCHOR, CORRECTIONS, FORMS, LATER, TOO_OFTEN, private, see_other


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Say that a link to the form is in the mailbox."""
    return private(request, "kept.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form as it was left; keep it again, or send it."""
    application = links.read(links.RESUME, token)
    if application is None:
        return private(request, "dead_link.html", {}, status=404)
    if not application.is_unfinished:
        return see_other("affiliation_status", links.token_for(links.STATUS, application))
    form = FORMS[Kind(application.kind)](request.POST or None, application=application)
    if request.method != "POST":
        return _show(request, application, form)
    if LATER in request.POST:
        form.keep_for_later()
    if not form.is_valid():
        return _show(request, application, form)
    if used_up(request, "affiliation_resume", CORRECTIONS, key=application.reference):
        return _show(request, application, form, status=TOO_OFTEN)
    return _keep(request, application, form)


def _show(request: HttpRequest, application: Application, form: ApplyForm, *, status: int = 200) -> HttpResponse:
    context = {"shown": ShownForm(form, ANCHOR), "application": application, "is_too_often": status == TOO_OFTEN}
    return private(request, "resume.html", context, status=status)


def _keep(request: HttpRequest, application: Application, form: ApplyForm) -> HttpResponse:
    if LATER not in request.POST:
        services.finish(application=application, facts=form.facts, officers=form.officers)
        return see_other("affiliation_status", links.token_for(links.STATUS, application))
    services.keep_for_later(
        kind=Kind(application.kind),
        language=application.language,
        facts=form.facts,
        officers=form.officers,
        email=application.email,
        ticket=application.ticket,
    )
    return see_other("affiliation_kept")
