"""Acceptance does all of it, in one act that may be asked twice."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from centres.enums import CentreState
from centres.models import Centre, CentreLanguage
from centres.services import change_state, open_microsite
from centres.team.queries import not_over
from centres.team.services import end_term, invite
from cms.core import notices

from .. import history, links
from ..enums import ROLE_OF, ApplicationState, Happening, Office
from ..models import Application, Convention, Correspondent
from ..notices import ApplicationAccepted
from ..people.services import appoint
from .checklist import is_complete

SLUG_LENGTH = 50
# Root, home, directory: the pages below have addresses beside the microsites'.
PAGE_DEPTH = 4


@transaction.atomic
def accept(*, application: Application, actor: Any) -> Application:
    """Accept an application whose checklist is complete: the centre and its microsite, or the correspondent, live.

    Idempotent: an accepted application is returned as it is. Raises ValidationError while something is missing, and
    after a refusal.
    """
    application = history.locked(application)
    if application.state == ApplicationState.ACCEPTED:
        return application
    if not application.is_undecided:
        raise ValidationError(_("This application is not open."))
    if not is_complete(application):
        raise ValidationError(_("Complete the checklist first."))
    if application.is_for_centre:
        _affiliate(application, actor)
    else:
        _keep_convention(application, correspondent=appoint(application=application, actor=actor))
    history.write(application, Happening.ACCEPTED, actor=actor, state=ApplicationState.ACCEPTED)
    notices.send(
        ApplicationAccepted,
        to=application.email,
        language=application.language,
        context={
            "is_for_centre": application.is_for_centre,
            "status_url": links.status_url(application),
            "reference": application.reference,
        },
        key=application.reference,
    )
    return application


def _affiliate(application: Application, actor: Any) -> None:
    centre = application.founded_again or _new_centre(application)
    application.centre = centre
    application.save(update_fields=["centre"])
    _keep_languages(centre, application.agreed_languages)
    _keep_convention(application, centre=centre)
    reason = _("Application %(reference)s accepted") % {"reference": application.reference}
    if centre.state == CentreState.CLOSED:
        _end_old_terms(application, centre, actor, reason)
    change_state(centre=centre, state=CentreState.AFFILIATED, actor=actor, reason=reason)
    open_microsite(centre=centre, actor=actor)
    for officer in application.officers.all():
        invite(
            centre=centre,
            email=officer.email,
            name=officer.name,
            role=ROLE_OF[Office(officer.office)],
            actor=actor,
            mail_language=application.language,
        )


def _end_old_terms(application: Application, centre: Centre, actor: Any, reason: str) -> None:
    """Let nobody of the team of before come back with a centre that is founded again by other people."""
    officers = {officer.email.lower() for officer in application.officers.all()}
    for term in not_over(centre).select_related("user"):
        if term.user.email.lower() not in officers:
            end_term(term=term, actor=actor, reason=reason)


def _new_centre(application: Application) -> Centre:
    return Centre.objects.create(
        name=application.name,
        slug=free_slug(application.name or application.place),
        place=application.place,
        country=application.country,
    )


def free_slug(name: str) -> str:
    """Return the address that a centre of this name gets: its own, or with the first free number."""
    stem = slugify(name)[:SLUG_LENGTH].strip("-") or "centre"
    beside = Page.objects.filter(depth=PAGE_DEPTH, slug__startswith=stem).values_list("slug", flat=True)
    taken = {*Centre.objects.filter(slug__startswith=stem).values_list("slug", flat=True), *beside}
    numbered = (f"{stem}-{number}" for number in range(2, 10_000))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


def _keep_languages(centre: Centre, codes: list[str]) -> None:
    """Give a centre its languages, the first one first; those it had before stay behind them."""
    before = [code for code in centre.languages.values_list("code", flat=True) if code not in codes]
    for order, code in enumerate([*codes, *before]):
        CentreLanguage.objects.update_or_create(centre=centre, code=code, defaults={"order": order})


def _keep_convention(
    application: Application, *, centre: Centre | None = None, correspondent: Correspondent | None = None
) -> None:
    """Make the row of the convention. Idempotent by its application."""
    Convention.objects.get_or_create(
        application=application,
        defaults={
            "centre": centre,
            "correspondent": correspondent,
            "signed_on": application.convention_signed_on,
            "clause_accepted_on": application.clause_accepted_on,
            "file": application.convention_file.name,
        },
    )
