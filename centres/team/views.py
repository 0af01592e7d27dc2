"""Teams in the editors' screens: everybody of a centre sees its people, managers act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.core import scope
from cms.core.desk_header import desk_header
from cms.core.middleware.rates import used_up
from cms.desk.choosers import asked_words

from ..enums import Role
from ..models import Centre, Term
from ..scopes import keeps_network
from . import permissions, queries, services
from .enums import REMINDERS
from .forms import EndForm, InviteForm, RenewForm, RoleForm
from .models import Invitation

PER_PAGE = 30
# Invitations by one person: a new team in an hour, no mailing.
RATE = "40/h,120/d"


@require_safe
def centres(request: HttpRequest) -> HttpResponse:
    """Every centre whose team the person sees. Context: page_obj, words."""
    if not permissions.may_see_teams(request.user):
        raise PermissionDenied
    words = asked_words(request)
    page_obj = Paginator(queries.centres_for(request.user, words), PER_PAGE).get_page(request.GET.get("p"))
    if not words and page_obj.paginator.count == 1:
        return redirect("team_centre", page_obj[0].pk)
    context = {"page_obj": page_obj, "words": words, **_header(gettext("Teams"))}
    return render(request, "desk/team/centres.html", context)


@require_safe
def centre(request: HttpRequest, centre_id: int) -> HttpResponse:
    """The people of a centre and, for its managers, the invitations. Context: centre, members, may_manage, …"""
    found = _centre(request, centre_id)
    may_manage = permissions.may_manage_team(request.user, found)
    context = {
        "centre": found,
        "members": queries.members_of(found),
        "may_manage": may_manage,
        "may_act_on_self": keeps_network(request.user),
        "invitations": queries.invitations_of(found) if may_manage else [],
        "soon": max(REMINDERS),
        **_header(gettext("Team"), found),
    }
    return render(request, "desk/team/centre.html", context)


@require_safe
def history(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Terms that are over, and why. Context: centre, page_obj."""
    found = _managed(request, centre_id)
    page_obj = Paginator(queries.past_terms(found), PER_PAGE).get_page(request.GET.get("p"))
    context = {"centre": found, "page_obj": page_obj, **_header(gettext("Former terms"), found)}
    return render(request, "desk/team/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Ask an address. What is answered does not depend on whether the address has an account."""
    found = _managed(request, centre_id)
    form = InviteForm(request.POST if request.method == "POST" else None, centre=found, actor=request.user)
    header = _header(gettext("Invite somebody"), found)
    if form.is_valid() and _may_mail(request, form) and _done(form, lambda: _invite(request, found, form)):
        return redirect("team_centre", found.pk)
    return render(request, "desk/team/invite.html", {"centre": found, "form": form, **header})


def _invite(request: HttpRequest, found: Centre, form: InviteForm) -> None:
    made = services.invite(centre=found, actor=request.user, **form.wish)
    email = form.cleaned_data["email"]
    if made is None or not made.is_open:
        messages.warning(request, gettext("%(email)s has this role already. Nothing was sent.") % {"email": email})
    elif made.is_new:
        messages.success(request, gettext("The invitation is on its way to %(email)s.") % {"email": email})
    else:
        text = gettext("An invitation waits for %(email)s already. Below you can send it again.")
        messages.warning(request, text % {"email": email})


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    form = forms.Form(data={})
    if _may_mail(request, form) and _done(form, lambda: services.send_again(invitation=invitation, actor=request.user)):
        text = gettext("The invitation is on its way to %(email)s again, open for 14 days.")
        messages.success(request, text % {"email": invitation.email})
    return _back(request, form, invitation.centre_id)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    form = forms.Form(data={})
    if _done(form, lambda: services.withdraw_invitation(invitation=invitation, actor=request.user)):
        messages.success(request, gettext("The invitation is withdrawn: its link opens nothing any more."))
    return _back(request, form, invitation.centre_id)


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    term = _term(request, pk)
    form = RenewForm(request.POST if request.method == "POST" else None, initial={"ends_on": term.ends_on})
    if form.is_valid() and _done(
        form, lambda: services.renew_term(term=term, ends_on=form.cleaned_data["ends_on"], actor=request.user)
    ):
        messages.success(request, gettext("The term has its new end."))
        return redirect("team_centre", term.centre_id)
    return _asked(request, "desk/team/renew.html", term, form, gettext("Renew a term"))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before a term ends, and say what happens."""
    term = _term(request, pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        form, lambda: services.end_term(term=term, actor=request.user, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, gettext("The term of %(person)s has ended.") % {"person": term.user})
        return redirect("team_centre", term.centre_id)
    return _asked(request, "desk/team/end.html", term, form, gettext("End a term now"))


@require_http_methods(["GET", "HEAD", "POST"])
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    term = _term(request, pk)
    form = RoleForm(request.POST if request.method == "POST" else None, centre=term.centre)
    if form.is_valid() and _done(form, lambda: _change_role(request, term, form)):
        messages.success(request, gettext("%(person)s has another role from now on.") % {"person": term.user})
        return redirect("team_centre", term.centre_id)
    return _asked(request, "desk/team/role.html", term, form, gettext("Give another role"))


def _change_role(request: HttpRequest, term: Term, form: RoleForm) -> None:
    role, languages = Role(form.cleaned_data["role"]), form.cleaned_data["languages"]
    services.change_role(term=term, role=role, languages=languages, actor=request.user)


def _asked(request: HttpRequest, template: str, term: Term, form: forms.Form, title: str) -> HttpResponse:
    return render(request, template, {"term": term, "centre": term.centre, "form": form, **_header(title, term.user)})


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do it; a refusal becomes an error of the form."""
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _may_mail(request: HttpRequest, form: forms.Form) -> bool:
    if not used_up(request, "team_mail", RATE, key=str(request.user.pk)):
        return True
    form.add_error(None, gettext("That was too many invitations in a short time. Go on in an hour."))
    return False


def _back(request: HttpRequest, form: forms.Form, centre_id: int) -> HttpResponse:
    for error in form.non_field_errors():
        messages.error(request, error)
    return redirect("team_centre", centre_id)


def _centre(request: HttpRequest, centre_id: int) -> Centre:
    """Return a centre that the person sees; the others are not there, whether or not they exist."""
    return get_object_or_404(scope.visible(request.user, Centre.objects.all()), pk=centre_id)


def _managed(request: HttpRequest, centre_id: int) -> Centre:
    found = _centre(request, centre_id)
    if not permissions.may_manage_team(request.user, found):
        raise PermissionDenied
    return found


def _invitation(request: HttpRequest, pk: int) -> Invitation:
    """Return an invitation into a centre that the person manages."""
    found = get_object_or_404(scope.visible(request.user, Invitation.objects.select_related("centre")), pk=pk)
    if not scope.allows(request.user, "change", found):
        raise PermissionDenied
    return found


def _term(request: HttpRequest, pk: int) -> Term:
    """Return a term that the person may change."""
    terms = scope.visible(request.user, Term.objects.select_related("centre", "user"))
    found = get_object_or_404(terms, pk=pk)
    if not permissions.may_change_term(request.user, found):
        raise PermissionDenied
    return found


def _header(title: str, subtitle: object = "") -> dict[str, Any]:
    return desk_header(title, icon="group", subtitle=subtitle)
