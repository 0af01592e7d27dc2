"""Screens of opening days, below /cms/my-centre/."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.core import scope
from cms.desk.choosers import posted

from ..models import Centre
from ..profile.views import centre_for
from . import permissions, queries, services
from .forms import OpeningForm, ServeForm
from .models import Duty, Opening


@require_safe
def rota(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Show the next weeks with those who serve.

    Context: centre, openings, shifts, gaps, members, may_plan, may_serve.
    """
    centre = centre_for(request, centre_id)
    openings = queries.openings_of(centre)
    shifts = queries.rota(centre, openings, request.user)
    may_plan = permissions.may_plan(request.user, centre)
    context = {
        "centre": centre,
        "openings": openings,
        "shifts": shifts,
        "gaps": queries.gaps(shifts),
        "members": queries.members_of(centre) if may_plan else [],
        "may_plan": may_plan,
        "may_serve": permissions.may_serve(request.user, centre),
    }
    return render(request, "desk/centres/rota.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Add an opening day. Context: form, centre."""
    centre = centre_for(request, centre_id)
    if not permissions.may_plan(request.user, centre):
        raise PermissionDenied
    return _asked(request, centre, Opening(centre=centre))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an opening day, or delete it. Context: form, centre, opening."""
    opening = _opening(request, pk, "change")
    if request.method == "POST" and "delete" in request.POST:
        services.delete_opening(opening=opening, actor=request.user)
        messages.success(request, _("The opening day is deleted."))
        return redirect("centre_rota", centre_id=opening.centre_id)
    return _asked(request, opening.centre, opening)


def _asked(request: HttpRequest, centre: Centre, opening: Opening) -> HttpResponse:
    form = OpeningForm(posted(request), instance=opening)
    if request.method == "POST" and form.is_valid():
        services.save_opening(opening=form.save(commit=False), actor=request.user)
        messages.success(request, _("The opening day is saved."))
        return redirect("centre_rota", centre_id=centre.pk)
    return render(request, "desk/centres/opening.html", {"form": form, "centre": centre, "opening": opening})


def _opening(request: HttpRequest, pk: int, action: str) -> Opening:
    """Return an opening that the person may see; raises PermissionDenied when they may not do `action`."""
    opening = get_object_or_404(scope.visible(request.user, Opening.objects.select_related("centre")), pk=pk)
    if action != "view" and not scope.allows(request.user, action, opening):
        raise PermissionDenied
    return opening


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


@require_POST
def serve(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """Put oneself down for a day, or off it."""
    opening, on = _opening(request, pk, "view"), _day(day)
    if not permissions.may_serve(request.user, opening.centre):
        raise PermissionDenied
    own = Duty.objects.filter(opening=opening, day=on, user_id=request.user.pk).first()
    if own:
        services.take_off(duty=own)
        return redirect("centre_rota", centre_id=opening.centre_id)
    return _put_down(request, opening, on, {"user": request.user})


@require_POST
def assign(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """Put a member or a helper down for a day."""
    opening, on = _opening(request, pk, "change"), _day(day)
    form = ServeForm(request.POST, centre=opening.centre)
    if not form.is_valid():
        messages.error(request, " ".join(message for found in form.errors.values() for message in found))
        return redirect("centre_rota", centre_id=opening.centre_id)
    return _put_down(request, opening, on, {"user": form.cleaned_data["member"], "name": form.cleaned_data["name"]})


def _put_down(request: HttpRequest, opening: Opening, day: date, whom: dict) -> HttpResponse:  # type: ignore[type-arg]
    try:
        services.put_down(opening=opening, day=day, **whom)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("centre_rota", centre_id=opening.centre_id)


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off a day."""
    duty = get_object_or_404(scope.visible(request.user, Duty.objects.select_related("opening")), pk=pk)
    if not scope.allows(request.user, "delete", duty):
        raise PermissionDenied
    services.take_off(duty=duty)
    return redirect("centre_rota", centre_id=duty.opening.centre_id)
