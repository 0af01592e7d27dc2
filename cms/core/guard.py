"""What keeps robots out without asking people anything, and without third parties.

Each showing of a form carries a signed ticket. It dates the showing, names the form, and is good for one message. A
browser with scripts adds a proof of work over the ticket; a browser without them waits longer and may send less often.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext

from .middleware.rates import client_address, used_up

SALT = "home.forms.ticket"
TICKET_FIELD, PROOF_FIELD, TRAP_FIELD = "ticket", "proof", "website"
TICKET_SECONDS = 24 * 60 * 60
# Nobody reads a form and answers it faster.
LEAST_SECONDS = 3
LEAST_SECONDS_WITHOUT_PROOF = 15
# 65,000 digests on average: a second or two of a phone while its owner types, and as much of a robot for each message.
PROOF_BITS = 16
LONGEST_PROOF = 12
CONFIRMATIONS = "3/h/key"


@dataclass(frozen=True)
class Ticket:
    """One showing of a form: `origin` is the id of the page it was shown on."""

    form_key: str
    nonce: str
    origin: int
    made_at: float

    @property
    def text(self) -> str:
        value = {"f": self.form_key, "n": self.nonce, "o": self.origin, "t": self.made_at}
        return signing.dumps(value, salt=SALT)

    @property
    def age(self) -> float:
        return time.time() - self.made_at

    @property
    def is_old(self) -> bool:
        return self.age > TICKET_SECONDS


def new_ticket(*, form_key: UUID, origin: int = 0) -> Ticket:
    return Ticket(form_key.hex, secrets.token_hex(16), origin, time.time())


def renewed(ticket: Ticket) -> Ticket:
    """Return another ticket for somebody who has waited before: it may be used at once."""
    return replace(ticket, nonce=secrets.token_hex(16), made_at=time.time() - LEAST_SECONDS_WITHOUT_PROOF)


def read_ticket(text: str, *, form_key: UUID) -> Ticket | None:
    """Return the ticket, None when it was not made here, for this form."""
    try:
        value = signing.loads(text[:500], salt=SALT)
    except signing.BadSignature:
        return None
    ticket = Ticket(value["f"], value["n"], value["o"], value["t"])
    return ticket if ticket.form_key == form_key.hex else None


def is_proof(nonce: str, proof: str) -> bool:
    """Say whether the SHA-256 digest of "nonce:proof" begins with PROOF_BITS zeros."""
    if not proof or len(proof) > LONGEST_PROOF or not (proof.isascii() and proof.isdigit()):
        return False
    digest = sha256(f"{nonce}:{proof}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - PROOF_BITS) == 0


def objection(ticket: Ticket | None, data: Mapping[str, Any]) -> str:
    """Return what is wrong with the sending itself, in words for a person, "" when nothing is."""
    if data.get(TRAP_FIELD):
        return gettext("Empty the field “Leave this empty”, then send again.")
    if ticket is None or ticket.is_old:
        return gettext("This page was open for a long time. Your answers are kept: send them once more.")
    proved = is_proof(ticket.nonce, str(data.get(PROOF_FIELD, "")))
    least = LEAST_SECONDS if proved else LEAST_SECONDS_WITHOUT_PROOF
    if ticket.age < least:
        return gettext("That was very quick. Your answers are kept: wait %(number)d seconds, then send again.") % {
            "number": least
        }
    return ""


def sends_too_often(request: HttpRequest, ticket: Ticket, data: Mapping[str, Any]) -> bool:
    """Count one message of the visitor's address; say whether there were too many."""
    proved = is_proof(ticket.nonce, str(data.get(PROOF_FIELD, "")))
    action, rate = ("form", settings.FORM_RATE) if proved else ("form_plain", settings.FORM_RATE_WITHOUT_PROOF)
    return used_up(request, action, rate, key=client_address(request))


def may_confirm(request: HttpRequest, address: str) -> bool:
    """Say whether one more confirmation may go to `address`: nobody is flooded by what others type."""
    return not used_up(request, "form_confirmation", CONFIRMATIONS, key=address.lower())
