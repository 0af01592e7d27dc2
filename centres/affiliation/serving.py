"""What visitors meet where a centre is suspended or closed: a notice, and nothing of the microsite anywhere.

One rule: while a centre is hidden, each first page of its microsite carries a restriction that admits nobody. So all
that honours restrictions (listings, search, sitemap, feeds, files, related pages) leaves the microsite out, whatever
the types of its pages, and what comes later does too. A visitor gets the notice before Wagtail would ask to sign in.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from centres.enums import CentreState
from centres.microsites import Ground, Starter, register_starter
from centres.models import Centre, CentrePage
from cms.core.structure import Structure, register_part, structure_of

PART = "hidden_centres"
# Suspension passes: the address is good and says so. What is closed is gone, and search engines drop it.
STATUS = {CentreState.SUSPENDED: 200, CentreState.CLOSED: 410}
# Root, home page, directory, microsite.
MICROSITE_LENGTH = 4 * Page.steplen
Hidden = dict[str, tuple[str, str, str]]


def closed_doors(centre: Centre) -> QuerySet[PageViewRestriction]:
    """Return the restrictions that hide a microsite: those that admit no group at all."""
    rows = PageViewRestriction.objects.filter(page__in=centre.pages.values("pk"), groups=None)
    return rows.filter(restriction_type=PageViewRestriction.GROUPS)


def hide_or_show(centre: Centre) -> None:
    """Make the restrictions of a microsite follow the state of its centre. Idempotent."""
    doors = closed_doors(centre)
    if centre.state not in STATUS:
        for door in doors:
            door.delete()
        return
    known = set(doors.values_list("page_id", flat=True))
    for page in centre.pages.exclude(pk__in=known):
        PageViewRestriction.objects.create(page=page.page_ptr, restriction_type=PageViewRestriction.GROUPS)


def hide_new_pages(ground: Ground) -> None:
    """A language that is added while the centre is hidden is hidden too."""
    hide_or_show(ground.centre)


def hidden_microsites(request: HttpRequest, structure: Structure) -> Hidden:
    """Return state, name and place of hidden centres by the path of their first pages: a part of the structure."""
    pages = CentrePage.objects.filter(centre__state__in=STATUS)
    rows = pages.values_list("path", "centre__state", "centre__name", "centre__place")
    return {path: (state, name, place) for path, state, name, place in rows}


def notice_of(page: Page, request: HttpRequest) -> tuple[str, str, str] | None:
    """Return state, name and place of the hidden centre in whose microsite a page stands. No query."""
    structure = structure_of(request)
    hidden: Hidden = structure.parts.get(PART, {}) if structure else {}
    return hidden.get(page.path[:MICROSITE_LENGTH])


def serve_notice(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """Answer instead of any page of a hidden microsite, in the language that was asked for."""
    found = notice_of(page, request)
    if found is None:
        return None
    state, name, place = found
    context = {"is_closed": state == CentreState.CLOSED, "name": name, "place": place}
    response = render(request, "pages/affiliation/notice.html", context, status=STATUS[CentreState(state)])
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


register_part(PART, hidden_microsites)
register_starter(Starter("door", _("Notice while suspended"), hide_new_pages, order=900))
