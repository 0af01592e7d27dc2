"""A term as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass

from cms.core.frame import language_name
from cms.core.translations import direction

from ..models import GlossaryForm, GlossaryTerm
from .enums import FormKind


@dataclass(frozen=True)
class Saying:
    """What one language says for a term."""

    code: str
    name: str
    direction: str
    wanted: list[GlossaryForm]
    forbidden: list[GlossaryForm]


@dataclass(frozen=True)
class Card:
    """A term, and what languages say for it."""

    term: GlossaryTerm
    language_name: str
    sayings: list[Saying]

    @property
    def has_proposals(self) -> bool:
        return self.term.is_proposed or any(
            form.is_proposed for saying in self.sayings for form in (*saying.wanted, *saying.forbidden)
        )


def card_of(term: GlossaryTerm, codes: list[str]) -> Card:
    """Return the card of a term whose forms are prefetched; languages that say nothing are left out."""
    sayings = []
    for code in codes:
        forms = [form for form in term.forms.all() if form.language == code]
        if forms:
            wanted = [form for form in forms if form.kind == FormKind.WANTED]
            forbidden = [form for form in forms if form.kind == FormKind.FORBIDDEN]
            sayings.append(Saying(code, language_name(code), direction(code), wanted, forbidden))
    return Card(term, language_name(term.language), sayings)
