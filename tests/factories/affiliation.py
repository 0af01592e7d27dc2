"""Applications for tests: three officers of "Lunville" have applied in French unless said otherwise."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from centres.affiliation import services
from centres.affiliation.enums import Kind, Office
from centres.affiliation.models import Application, Correspondent
from centres.affiliation.papers import sample_convention
from centres.affiliation.secretariat import SECRETARIAT, ensure_secretariat
from cms.accounts.models import User
from tests.factories.accounts import make_person

_numbers = count(1)
OFFICERS = {
    Office.MANAGER: ("Ilia Sorel", "ilia@lunville.example"),
    Office.TREASURER: ("Noor Adeyemi", "noor@lunville.example"),
    Office.SECRETARY: ("Pia Valmont", "pia@lunville.example"),
}


def make_secretary(email: str = "secretary@example.org") -> User:
    ensure_secretariat()
    return make_person(email, groups=(SECRETARIAT,))


def make_application(*, confirmed: bool = True, complete: bool = False, **facts: Any) -> Application:
    """Return a centre's application; `complete` ticks the whole checklist."""
    language = facts.pop("language", "fr")
    known = {"name": "Lunville", "place": "Lunville", "country": "FR", "languages": ["fr", "eo"], "message": "Trois"}
    application, _is_new = services.receive(
        kind=Kind.CENTRE,
        language=language,
        facts={**known, "contact_name": OFFICERS[Office.MANAGER][0], **facts},
        email=OFFICERS[Office.MANAGER][1],
        ticket=f"ticket-{next(_numbers)}",
        officers=OFFICERS,
    )
    return _further(application, confirmed, complete)


def make_candidature(*, confirmed: bool = True, complete: bool = False, **facts: Any) -> Application:
    """Return the application of somebody who wants to be a correspondent."""
    email = facts.pop("email", "alma@isle.example")
    known = {"contact_name": "Alma Reyes", "place": "Isle", "country": "IE", "languages": ["en"], "message": "Alone"}
    application, _is_new = services.receive(
        kind=Kind.CORRESPONDENT,
        language=facts.pop("language", "en"),
        facts={**known, "is_public": True, **facts},
        email=email,
        ticket=f"ticket-{next(_numbers)}",
    )
    return _further(application, confirmed, complete)


def _further(application: Application, confirmed: bool, complete: bool) -> Application:
    if confirmed:
        application = services.confirm(application=application)
    if complete:
        application = tick(application)
    return application


def tick(application: Application, actor: Any = None) -> Application:
    """Complete the checklist."""
    today = timezone.localdate()
    return services.keep_checklist(
        application=application,
        actor=actor,
        facts={
            "convention_signed_on": today,
            "convention_file": ContentFile(sample_convention("test"), name="convention.pdf"),
            "clause_accepted_on": today,
            "agreed_languages": application.languages,
        },
    )


def make_correspondent(**facts: Any) -> Correspondent:
    """Return a correspondent who was accepted."""
    return services.accept(application=make_candidature(complete=True, **facts), actor=None).correspondent
