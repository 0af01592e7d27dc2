"""Screens of a centre's settings, below /cms/my-centre/."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.core import scope
from cms.desk.choosers import posted

from ..directory.drawing import draw_position
from ..models import Centre
from ..queries import centre_ids_of
from . import services
from .forms import CentreForm, words_forms


def own_centres(request: HttpRequest) -> list[Centre]:
    """Return the centres that the person serves today; raises PermissionDenied for those who serve none."""
    found = list(scope.visible(request.user, Centre.objects.filter(pk__in=centre_ids_of(request.user))))
    if not found:
        raise PermissionDenied
    return found


def centre_for(request: HttpRequest, centre_id: int) -> Centre:
    """Return a centre that the person may see."""
    return get_object_or_404(scope.visible(request.user, Centre.objects.select_related("collection")), pk=centre_id)


@require_safe
def choose(request: HttpRequest, to: str) -> HttpResponse:
    """Lead to the screen `to` of one's centre, or let those who serve several choose. Context: centres, to."""
    centres = own_centres(request)
    if len(centres) == 1:
        return redirect(to, centre_id=centres[0].pk)
    return render(request, "desk/centres/choose.html", {"centres": centres, "to": to})


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Change a centre's settings. Context: centre, form, words, map."""
    centre = centre_for(request, centre_id)
    if not scope.allows(request.user, "change", centre):
        raise PermissionDenied
    form = CentreForm(posted(request), instance=centre)
    words = words_forms(form, posted(request))
    if request.method == "POST" and all([form.is_valid(), *(part.is_valid() for part in words)]):
        return _saved(request, form, words)
    known = Centre.objects.get(pk=centre.pk)
    drawn = draw_position(float(known.latitude), float(known.longitude)) if known.latitude is not None else ""
    return render(
        request, "desk/centres/profile.html", {"centre": known, "form": form, "words": words, "position": drawn}
    )


def _saved(request: HttpRequest, form: CentreForm, words: list) -> HttpResponse:  # type: ignore[type-arg]
    centre = services.save_profile(
        centre=form.save(commit=False),
        picture=form.cleaned_data["header_picture"],
        words={part.prefix: part.values for part in words},
        languages=form.cleaned_data["languages"],
        actor=request.user,
    )
    messages.success(request, _("The settings are saved. Visitors see them from now on."))
    return redirect("centre_profile", centre_id=centre.pk)
