"""What the components of forms need to show one of an applicant's forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import get_language

from cms.core import guard
from cms.core.guard import Ticket
from cms.core.translations import direction

from ..enums import Kind


def form_key(kind: Kind) -> UUID:
    """Return the key that a ticket of this form names."""
    return uuid5(NAMESPACE_URL, f"urn:mondcivitan:affiliation:{kind}")


@dataclass(frozen=True)
class ShownForm:
    """`ticket` is None for a form behind a mailed link: whoever has the link is no robot."""

    form: Any
    anchor: str
    ticket: Ticket | None = None

    @property
    def language(self) -> str:
        return get_language() or ""

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def frame_language(self) -> str:
        return ""

    @property
    def proof_bits(self) -> int:
        return guard.PROOF_BITS
