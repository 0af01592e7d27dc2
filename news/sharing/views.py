"""Screens of shared posts, below /cms/shared-posts/."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.core import scope
from cms.desk.choosers import posted

from ..pages import NewsPage
from . import permissions, queries, services
from .forms import ProposeForm, TakeForm
from .models import Proposal
from .presentation import shown_proposals

PER_PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what others propose. Context: page_obj of shown proposals."""
    proposals, taken = queries.foreign_proposals(request.user)
    if not proposals and not queries.indexes_for(request.user).exists():
        raise PermissionDenied
    page_obj = Paginator(proposals, PER_PAGE).get_page(request.GET.get("p"))
    page_obj.object_list = shown_proposals(page_obj.object_list, taken)
    return render(request, "desk/sharing/index.html", {"page_obj": page_obj})


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, page_id: int) -> HttpResponse:
    """Offer a post to the network, or take the offer back. Context: form, page, proposal, takeovers."""
    page = get_object_or_404(NewsPage.objects.select_related("locale"), pk=page_id)
    if not permissions.may_propose(request.user, page):
        raise PermissionDenied
    proposal = queries.proposal_of(page)
    form = ProposeForm(posted(request), instance=proposal)
    if request.method == "POST":
        return _answered(request, page, form, proposal)
    takeovers = queries.takeovers_of(page.translation_key)
    context = {"form": form, "page": page, "proposal": proposal, "takeovers": takeovers}
    return render(request, "desk/sharing/propose.html", context)


def _answered(request: HttpRequest, page: NewsPage, form: ProposeForm, proposal: Proposal | None) -> HttpResponse:
    if "withdraw" in request.POST and proposal:
        services.withdraw(proposal=proposal, user=request.user)
        messages.success(request, _("The post is proposed no more. Copies that were made stay."))
    elif form.is_valid():
        services.propose(page=page, user=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("The post is proposed to the network."))
    else:
        return render(request, "desk/sharing/propose.html", {"form": form, "page": page, "proposal": proposal})
    return redirect("sharing_propose", page_id=page.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed post over. Context: form, shown."""
    proposal = get_object_or_404(scope.visible(request.user, Proposal.objects.select_related("centre")), pk=pk)
    form = TakeForm(posted(request), user=request.user, proposal=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.take_over(proposal=proposal, user=request.user, **form.cleaned_data)
            messages.success(request, _("The copies are made. They are drafts: read them, then publish them."))
            return redirect("wagtailadmin_pages:edit", made[0].copy_id)
        except ValidationError as error:
            form.add_error(None, error)
    shown = shown_proposals([proposal], set())[0]
    return render(request, "desk/sharing/take.html", {"form": form, "shown": shown})
