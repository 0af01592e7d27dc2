"""Screens of starters, below /cms/starters/."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from cms.core import scope
from cms.library.models import Document, Image
from cms.library.permissions import may_see

from ..choosers import asked_words, posted
from ..models import Starter
from . import permissions, queries, services
from .forms import StarterForm, UseForm

PER_PAGE = 20


def _starter(request: HttpRequest, pk: int, action: str) -> Starter:
    """Return a starter that the person may see; raises PermissionDenied when they may not do `action`."""
    starter = get_object_or_404(scope.visible(request.user, Starter.objects.select_related("kind", "owner")), pk=pk)
    if not scope.allows(request.user, action, starter):
        raise PermissionDenied
    return starter


def _may_use(user: object, target: object) -> bool:
    return not isinstance(target, Image | Document) or may_see(user, target)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the starters. Context: page_obj of (starter, may_change), words, place."""
    words = asked_words(request)
    place = queries.place_from(request.user, request.GET.get("parent"))
    page_obj = Paginator(queries.starters_for(request.user, words=words, parent=place), PER_PAGE).get_page(
        request.GET.get("p")
    )
    page_obj.object_list = [
        (starter, scope.allows(request.user, "change", starter)) for starter in page_obj.object_list
    ]
    return render(request, "desk/starters/index.html", {"page_obj": page_obj, "words": words, "place": place})


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make a starter of a page. Context: form, page."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not permissions.may_make(request.user, page):
        raise PermissionDenied
    form = StarterForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.make_starter(page=page, user=request.user, **form.values)
            messages.success(request, _("The starter is made. The page itself stays as it is."))
            return redirect("desk_starters")
        except services.StarterError as error:
            form.add_error(None, str(error))
    return render(request, "desk/starters/make.html", {"form": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a page from a starter, and open it. Context: form, starter."""
    starter = _starter(request, pk, "use")
    model = starter.kind.model_class()
    if model is None:
        raise Http404("the type of page is gone")
    place = queries.place_from(request.user, request.GET.get("parent"))
    form = UseForm(posted(request), user=request.user, model=model, initial={"place": place})
    if request.method == "POST" and form.is_valid():
        try:
            return _applied(request, form, starter)
        except (services.StarterError, ValidationError) as error:
            form.add_error(None, getattr(error, "messages", [str(error)]))
    return render(request, "desk/starters/use.html", {"form": form, "starter": starter})


def _applied(request: HttpRequest, form: UseForm, starter: Starter) -> HttpResponse:
    applied = services.apply_starter(
        starter=starter,
        parent=form.cleaned_data["place"],
        user=request.user,
        title=form.cleaned_data["title"],
        may_use=partial(_may_use, request.user),
    )
    messages.success(request, _("A draft is made. Nobody sees it until it is published."))
    for text in applied.skipped[:10]:
        messages.warning(request, text)
    return redirect("wagtailadmin_pages:edit", applied.page.pk)


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a page made from the starter looks like."""
    page = queries.shown(_starter(request, pk, "use"), request)
    if page is None:
        raise Http404("the type of page is gone")
    return page.make_preview_request(request, page.default_preview_mode)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a starter, or offer it to everybody. Context: form, starter."""
    starter = _starter(request, pk, "change")
    form = StarterForm(posted(request), user=request.user, instance=starter)
    if request.method == "POST" and form.is_valid():
        services.change_starter(starter=starter, user=request.user, **form.values)
        messages.success(request, _("The starter is changed."))
        return redirect("desk_starters")
    return render(request, "desk/starters/change.html", {"form": form, "starter": starter})


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a starter after asking. Context: starter."""
    starter = _starter(request, pk, "delete")
    if request.method == "POST":
        services.delete_starter(starter=starter, user=request.user)
        messages.success(request, _("The starter is deleted. Pages made from it stay."))
        return redirect("desk_starters")
    return render(request, "desk/starters/delete.html", {"starter": starter})
