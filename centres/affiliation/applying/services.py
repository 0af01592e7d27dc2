"""What applicants do: apply, confirm, answer, correct."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.core import notices

from .. import history, links, secretariat
from ..enums import ApplicationState, Happening, Kind, Office
from ..models import Application, Officer
from ..notices import ApplicationConfirm, ApplicationReceived, ApplicationUnfinished

# No sign that is read as another one, no vowel that makes a word.
REFERENCE_SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
FIELDS = (
    "name",
    "place",
    "country",
    "languages",
    "other_languages",
    "contact_name",
    "message",
    "is_public",
)
Officers = Mapping[Office, tuple[str, str]]


def new_reference() -> str:
    """Return a reference such as "A-7K2M-QX4W"."""
    signs = "".join(secrets.choice(REFERENCE_SIGNS) for _place in range(8))
    return f"A-{signs[:4]}-{signs[4:]}"


@transaction.atomic
def receive(
    *,
    kind: Kind,
    language: str,
    facts: Mapping[str, Any],
    email: str,
    ticket: str,
    officers: Officers | None = None,
    confirm: bool = True,
) -> tuple[Application, bool]:
    """Keep an application and mail the link that confirms it; the flag says whether it is new.

    `ticket` makes it once only. `facts` holds FIELDS; `officers` the name and address of each office of a centre.
    """
    application, is_new = _of_ticket(ticket, kind=kind, language=language, email=email)
    if not is_new and not application.is_unfinished:
        return application, False
    application.email = email
    _write(application, facts, officers)
    history.write(application, Happening.SENT, state=ApplicationState.UNCONFIRMED)
    if confirm:
        _ask_to_confirm(application)
    return application, True


def _of_ticket(ticket: str, **first: Any) -> tuple[Application, bool]:
    """Return the application of a ticket, held until the transaction ends, and whether `first` has just made it."""
    first["reference"] = new_reference()
    application, is_new = Application.objects.get_or_create(ticket=ticket, defaults=first)
    return (application if is_new else history.locked(application)), is_new


def _write(application: Application, facts: Mapping[str, Any], officers: Officers | None) -> None:
    for name in FIELDS:
        if name in facts:
            setattr(application, name, facts[name])
    application.save()
    keep_officers(application=application, officers=officers or {})


@transaction.atomic
def keep_for_later(
    *,
    kind: Kind,
    language: str,
    facts: Mapping[str, Any],
    email: str,
    ticket: str,
    officers: Officers | None = None,
    mail: bool = True,
) -> Application:
    """Keep a form that is half filled in, and mail the link that leads back to it. Again keeps what changed.

    What was sent meanwhile stays as it is.
    """
    begun = {"state": ApplicationState.UNFINISHED, "kind": kind, "language": language, "email": email}
    application, is_new = _of_ticket(ticket, **begun)
    if not application.is_unfinished:
        return application
    is_new = is_new or application.email != email
    application.email = email
    _write(application, facts, officers)
    if is_new and mail:
        notices.send(
            ApplicationUnfinished,
            to=email,
            language=language,
            context={"resume_url": links.resume_url(application), "delete_on": _deleted_on(application)},
            key=f"{application.reference}:{salted_hmac(links.RESUME, email).hexdigest()[:12]}",
        )
    return application


@transaction.atomic
def finish(*, application: Application, facts: Mapping[str, Any], officers: Officers | None = None) -> Application:
    """Send a form that was resumed. The mailed link has shown whose address it is: nothing else is confirmed."""
    application = history.locked(application)
    if not application.is_unfinished:
        return application
    _write(application, facts, officers)
    history.write(application, Happening.SENT, state=ApplicationState.UNCONFIRMED)
    return confirm(application=application)


def _deleted_on(application: Application) -> date:
    return timezone.localdate(application.created_at) + links.CONFIRM_LASTS


def keep_officers(*, application: Application, officers: Officers) -> None:
    for office, (name, email) in officers.items():
        Officer.objects.update_or_create(
            application=application, office=office, defaults={"name": name, "email": email}
        )


def _ask_to_confirm(application: Application) -> None:
    notices.send(
        ApplicationConfirm,
        to=application.email,
        language=application.language,
        context={
            "confirm_url": links.confirm_url(application),
            "reference": application.reference,
            "delete_on": _deleted_on(application),
        },
        key=application.reference,
    )


@transaction.atomic
def confirm(*, application: Application) -> Application:
    """Let the application count: its address has been read by its owner. Again changes nothing."""
    application = history.locked(application)
    if application.state != ApplicationState.UNCONFIRMED:
        return application
    history.write(application, Happening.CONFIRMED, state=ApplicationState.RECEIVED)
    notices.send(
        ApplicationReceived,
        to=application.email,
        language=application.language,
        context={"status_url": links.status_url(application), "reference": application.reference},
        key=application.reference,
    )
    secretariat.tell(application)
    return application


@transaction.atomic
def answer(*, application: Application, text: str) -> Application:
    """Keep the applicant's answer to the question that waits; the secretariat's turn comes back with it."""
    application = history.locked(application)
    if application.state == ApplicationState.ASKED:
        history.write(application, Happening.ANSWERED, text=text, state=ApplicationState.READING)
        secretariat.tell(application)
    return application


@transaction.atomic
def correct(*, application: Application, facts: Mapping[str, Any], officers: Officers | None = None) -> Application:
    """Keep what the applicant corrects while nothing is decided; `facts` holds FIELDS, the address stays."""
    application = history.locked(application)
    if application.is_undecided:
        changed = [name for name in FIELDS if name in facts and getattr(application, name) != facts[name]]
        for name in changed:
            setattr(application, name, facts[name])
        application.save(update_fields=changed)
        keep_officers(application=application, officers=officers or {})
        history.write(application, Happening.CORRECTED)
    return application
