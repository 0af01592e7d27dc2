"""Machine drafts in the editors' screens."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail_localize.models import Translation

from cms.core.frame import language_name

from ..files.queries import languages_for
from ..work.permissions import may_translate
from . import permissions, queries, services


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List orders. Context: rows (order, language name, may_order), is_on."""
    if not languages_for(request.user):
        raise PermissionDenied
    rows = [
        (order, language_name(order.translation.target_locale.language_code))
        for order in queries.orders_for(request.user)
    ]
    return render(request, "desk/translate/machine/index.html", {"rows": rows, "is_on": queries.is_on()})


@require_POST
def order(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Ask the machine, or ask it again; also where wagtail-localize's own screen asks it."""
    translation = get_object_or_404(Translation.objects.select_related("source", "target_locale"), pk=translation_id)
    if not may_translate(request.user, translation):
        raise PermissionDenied
    if queries.is_on() and permissions.may_be_sent(translation):
        services.order_draft(translation=translation, user=request.user)
        messages.success(request, _("The machine was asked. Its drafts are marked until a person has read them."))
    else:
        messages.error(request, _("The texts of this page or content are not given to a machine."))
    return redirect("translate_machine")
