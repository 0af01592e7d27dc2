"""A file comes in: chosen, looked at, taken over."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.core import staging
from cms.core.enums import UploadState
from cms.core.models import StagedUpload

from .forms import UploadForm
from .registry import Road, road_of

WORDS = {
    staging.TooMany: _("Too many of your files wait already: take over or forget some first."),
    staging.Gone: _("This file waited too long and was forgotten. Upload it again."),
    staging.NotChecked: _("This file was refused."),
    staging.Altered: _("The stored file is not the one that was looked at. Upload it again."),
    staging.AlreadyApplied: _("The same file was taken over before."),
    staging.Empty: _("This file is empty."),
    staging.TooLarge: _("This file is too large."),
}


def _road(request: HttpRequest, purpose: str) -> Road:
    road = road_of(purpose)
    if road is None:
        raise Http404
    if not road.may(request.user):
        raise PermissionDenied
    return road


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, purpose: str) -> HttpResponse:
    """Choose a file. Context: form, road."""
    road = _road(request, purpose)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, road=road, asked=request.GET.get("translation", ""))
    if posted and form.is_valid():
        try:
            staged = staging.upload(owner=request.user, purpose=purpose, file=form.cleaned_data["file"])
            return redirect("translate_upload", pk=staging.check(staged=staged).pk)
        except staging.StagingError as error:
            form.add_error("file", WORDS[type(error)])
    return render(request, "desk/translate/uploads/start.html", {"form": form, "road": road})


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file will change, then change it. Context: staged, report, road, is_open."""
    staged = get_object_or_404(StagedUpload, pk=pk, owner=request.user)
    road = _road(request, staged.purpose)
    if request.method == "POST":
        return _apply(request, staged)
    is_open = staged.state == UploadState.CHECKED
    is_done = staged.state == UploadState.APPLIED
    context = {"staged": staged, "report": staged.report, "road": road, "is_open": is_open, "is_done": is_done}
    return render(request, "desk/translate/uploads/review.html", context)


def _apply(request: HttpRequest, staged: StagedUpload) -> HttpResponse:
    try:
        staging.apply(staged=staged, actor=request.user)
    except staging.StagingError as error:
        messages.error(request, WORDS[type(error)])
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The file was taken over."))
    return redirect("translate_upload", pk=staged.pk)
