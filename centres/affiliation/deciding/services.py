"""What the secretariat does with an application before it accepts: read, tick, ask, refuse."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core import notices

from .. import history, links, secretariat
from ..applying.services import Officers, keep_officers
from ..enums import ApplicationState, Happening
from ..models import Application
from ..notices import ApplicationQuestion, ApplicationRefused

CHECKLIST = ("convention_signed_on", "convention_file", "clause_accepted_on", "agreed_languages", "founded_again")


def _undecided(application: Application) -> Application:
    application = history.locked(application)
    if not application.is_undecided:
        raise ValidationError(_("This application is decided already."))
    return application


def _reading(application: Application, actor: Any) -> None:
    if application.state == ApplicationState.RECEIVED:
        history.write(application, Happening.OPENED, actor=actor, state=ApplicationState.READING)


@transaction.atomic
def open_reading(*, application: Application, actor: Any) -> Application:
    """Show the applicant that somebody reads; only the first reader changes anything."""
    application = history.locked(application)
    _reading(application, actor)
    return application


@transaction.atomic
def keep_checklist(
    *, application: Application, actor: Any, facts: Mapping[str, Any], officers: Officers | None = None
) -> Application:
    """Save what is known so far of the checklist. Raises ValidationError once the application is decided."""
    application = _undecided(application)
    before = {name: str(getattr(application, name)) for name in CHECKLIST}
    old_file = application.convention_file.name
    for name in CHECKLIST:
        if name in facts:
            setattr(application, name, facts[name])
    application.save(update_fields=list(CHECKLIST))
    keep_officers(application, officers or {})
    after = {name: str(getattr(application, name)) for name in CHECKLIST}
    _reading(application, actor)
    if old_file and old_file != application.convention_file.name:
        transaction.on_commit(partial(application.convention_file.storage.delete, old_file))
    if before != after or officers:
        history.write(application, Happening.NOTED, actor=actor)
    return application


@transaction.atomic
def ask(*, application: Application, actor: Any, text: str) -> Application:
    """Mail a question in the applicant's language; the applicant's turn begins."""
    application = _undecided(application)
    history.write(application, Happening.ASKED, actor=actor, text=text, state=ApplicationState.ASKED)
    notices.send(
        ApplicationQuestion,
        to=application.email,
        language=application.language,
        context={
            "question": text,
            "status_url": links.status_url(application),
            "reference": application.reference,
        },
        key=f"{application.reference}:{application.events.count()}",
    )
    return application


@transaction.atomic
def refuse(*, application: Application, actor: Any, reason: str) -> Application:
    """Refuse with a reason, mailed with the way to appeal. Again changes nothing."""
    application = history.locked(application)
    if application.state == ApplicationState.REFUSED:
        return application
    application = _undecided(application)
    application.reason = reason
    application.save(update_fields=["reason"])
    history.write(application, Happening.REFUSED, actor=actor, text=reason, state=ApplicationState.REFUSED)
    notices.send(
        ApplicationRefused,
        to=application.email,
        language=application.language,
        context={"reason": reason, "status_url": links.status_url(application), "reference": application.reference},
        key=f"{application.reference}:{application.events.count()}",
    )
    return application


@transaction.atomic
def appeal(*, application: Application, text: str) -> Application:
    """Bring a refused application back before the secretariat, with the applicant's words. Once."""
    application = history.locked(application)
    was_appealed = application.events.filter(kind=Happening.APPEALED).exists()
    if application.state == ApplicationState.REFUSED and not was_appealed:
        history.write(application, Happening.APPEALED, text=text, state=ApplicationState.RECEIVED)
        secretariat.tell(application)
    return application
