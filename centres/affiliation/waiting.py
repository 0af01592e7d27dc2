"""What affiliation puts on the desk: applications, reports to write, microsites to finish."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from centres.enums import Role
from centres.models import Centre
from centres.queries import centre_ids_of
from cms.desk.registry import Shortcut, Waiting, register_shortcut, register_waiting

from .golive.registry import lines_for
from .models import Application, Correspondent
from .permissions import REPORTS
from .reports import queries as reports
from .reports.views import write_url
from .secretariat import SECRETARIAT


def applications(user: Any) -> list[Waiting]:
    """Applications that wait for the secretariat."""
    if not user.groups.filter(name=SECRETARIAT).exists():
        return []
    number = Application.objects.waiting().count()
    text = ngettext("%(number)s application waits", "%(number)s applications wait", number)
    return [Waiting(text % {"number": number}, reverse("affiliation_applications"))] if number else []


def reports_to_write(user: Any) -> list[Waiting]:
    """Reports of last year that this person has not sent."""
    owners = reports.owners_of(user)
    if not owners:
        return []
    year = reports.last_year()
    owing = {*reports.owing_centres(year), *reports.owing_correspondents(year)}
    text = gettext("%(owner)s: the activity report of %(year)s is to be sent")
    found = (owner for owner in owners if owner in owing)
    return [Waiting(text % {"owner": owner, "year": year}, write_url(owner, year)) for owner in found]


def microsites(user: Any) -> list[Waiting]:
    """Microsites that this person manages and that are not live."""
    mine = Centre.objects.open().filter(pk__in=centre_ids_of(user, (Role.MANAGER,)), went_live_at=None)
    return [_microsite(centre) for centre in mine]


def _microsite(centre: Centre) -> Waiting:
    number = sum(not line.is_done for line in lines_for(centre))
    text = ngettext(
        "%(centre)s is not live: %(number)s thing to do", "%(centre)s is not live: %(number)s things to do", number
    )
    return Waiting(text % {"centre": centre, "number": number}, reverse("affiliation_go_live", args=[centre.pk]))


def own_page(request: HttpRequest) -> str:
    """Return where a correspondent sees the own convention, reports and the rule of two years."""
    if not request.user.has_perm(REPORTS):
        return ""
    own = Correspondent.objects.active().filter(user_id=request.user.pk).first()
    return reverse("affiliation_correspondent", args=[own.pk]) if own else ""


register_shortcut(Shortcut(gettext_lazy("Your page as a correspondent"), "user", own_page, order=30))
for _find in (applications, reports_to_write, microsites):
    register_waiting(_find)
