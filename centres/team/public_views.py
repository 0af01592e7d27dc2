"""Answering an invitation. GET shows what it is; only POST accepts or declines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.permissions import has_second_factor, must_enrol
from cms.accounts.sign_in import sign_in_new_person
from cms.core.frame import language_name
from cms.core.middleware.rates import refused
from cms.core.signed_links import LinkError

from ..enums import Role
from . import links, queries, services
from .enums import DUTIES
from .forms import NewPersonForm
from .models import Invitation

RATE = "60/h/ip"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show or answer. Context: see `_shown`; an answered or unknown link has its own page."""
    refusal = refused(request, "invitation", RATE)
    if refusal is not None:
        return refusal
    try:
        found = links.read(token)
    except LinkError:
        return render(request, "pages/team/invitation_closed.html", status=404)
    if request.method == "POST":
        return _answered(request, found)
    return _shown(request, found, NewPersonForm(initial=_names(found)))


def _answered(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.POST.get("answer") == "decline":
        services.decline_invitation(invitation=found)
        return render(request, "pages/team/invitation_declined.html", {"centre": found.centre})
    account = queries.account_of(found.email)
    if request.user.is_authenticated or account:
        if account is None or account.pk != request.user.pk:
            return _shown(request, found, NewPersonForm())
        services.accept_invitation(invitation=found, user=account)
        return redirect("team_welcome")
    form = NewPersonForm(request.POST)
    return _accepted_by_new_person(request, found, form) if form.is_valid() else _shown(request, found, form)


def _accepted_by_new_person(request: HttpRequest, found: Invitation, form: NewPersonForm) -> HttpResponse:
    try:
        person = services.accept_as_new_person(invitation=found, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(request.path)
    return sign_in_new_person(request, person, redirect_url=reverse("team_welcome"))


def _shown(request: HttpRequest, found: Invitation, form: NewPersonForm) -> HttpResponse:
    account = queries.account_of(found.email)
    here = urlencode({"next": request.path})
    role = Role(found.role)
    context = {
        "invitation": found,
        "form": form,
        "role": role,
        "duty": DUTIES[role],
        "languages": [language_name(code) for code in found.languages],
        "has_account": account is not None,
        "is_theirs": account is not None and account.pk == request.user.pk,
        "sign_in_url": f"{reverse('account_login')}?{here}",
        "mailed_code_url": f"{reverse('account_request_login_code')}?{here}",
        "sign_out_url": f"{reverse('account_logout')}?{here}",
    }
    return render(request, "pages/team/invitation.html", context, status=200 if not form.errors else 422)


def _names(found: Invitation) -> dict[str, str]:
    first, _blank, last = found.name.partition(" ")
    return {"first_name": first, "last_name": last}


@never_cache
@require_safe
@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """What opens now, and the second factor first. Context: terms, has_second_factor, must_enrol."""
    context: dict[str, Any] = {
        "terms": queries.terms_shown_to(request.user),
        "has_second_factor": has_second_factor(request.user),
        "must_enrol": must_enrol(request.user),
        "title": _("Welcome to the team"),
    }
    return render(request, "pages/team/welcome.html", context)
