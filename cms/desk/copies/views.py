"""Screens of copies."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from ..choosers import posted
from . import permissions, queries, services
from .forms import CopyToForm


def _page(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id)
    if not permissions.may_copy(request.user, page):
        raise PermissionDenied
    return page.specific


@require_http_methods(["GET", "HEAD", "POST"])
def copy_to(request: HttpRequest, page_id: int) -> HttpResponse:
    """Copy a page to one or several places. Context: form, page."""
    page = _page(request, page_id)
    form = CopyToForm(posted(request), user=request.user, page=page)
    if request.method == "POST" and form.is_valid():
        made = [
            services.copy_page(page=page, parent=place, user=request.user, with_children=form.with_children).pk
            for place in form.places.values()
        ]
        return redirect(f"{reverse('desk_copies_done', args=[page.pk])}?{urlencode({'made': made}, doseq=True)}")
    return render(request, "desk/copies/copy_to.html", {"form": form, "page": page})


@require_safe
def done(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lead to the copies just made. Context: page, copies."""
    copies = queries.made_by(request.user, request.GET.getlist("made"))
    return render(request, "desk/copies/done.html", {"page": _page(request, page_id), "copies": copies})
