"""What applicants do: apply, confirm, answer, correct."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.core import notices

from .. import history, links, secretariat
from ..enums import ApplicationState, Happening, Kind, Office
from ..models import Application, Officer
from ..notices import ApplicationConfirm, ApplicationReceived

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
    known = Application.objects.filter(ticket=ticket).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            application = Application.objects.create(
                kind=kind,
                language=language,
                email=email,
                ticket=ticket,
                reference=new_reference(),
                **{name: facts[name] for name in FIELDS if name in facts},
            )
    except IntegrityError:
        return Application.objects.get(ticket=ticket), False
    keep_officers(application, officers or {})
    history.write(application, Happening.SENT)
    if confirm:
        _ask_to_confirm(application)
    return application, True


def keep_officers(application: Application, officers: Officers) -> None:
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
            "delete_on": timezone.localdate(application.created_at) + timedelta(days=links.CONFIRM_LASTS.days),
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
        keep_officers(application, officers or {})
        history.write(application, Happening.CORRECTED)
    return application
