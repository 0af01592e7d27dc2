"""Writes of the glossary. Each marks its term as changed: that is how readers know (`queries.version`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cms.core import audit

from ..models import GlossaryForm, GlossaryTerm
from . import permissions
from .enums import FormKind

Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Said:
    """What each language says for a term, and must not: only the languages named here are looked at."""

    wanted: Words = field(default_factory=dict)
    forbidden: Words = field(default_factory=dict)

    def of(self, language: str) -> dict[str, str]:
        """Return the kind of each word of a language; what is forbidden too is forbidden."""
        found = dict.fromkeys(self.wanted.get(language, ()), FormKind.WANTED.value)
        return found | dict.fromkeys(self.forbidden.get(language, ()), FormKind.FORBIDDEN.value)

    @property
    def languages(self) -> set[str]:
        return {*self.wanted, *self.forbidden}


@transaction.atomic
def keep_term(
    *, term: GlossaryTerm | None, user: Any, language: str, text: str, definition: str, note: str, said: Said
) -> GlossaryTerm:
    """Make a term, or have it say exactly this: what was proposed is kept where it is named, and else refused.

    Raises PermissionDenied.
    """
    if not permissions.may_keep(user):
        raise PermissionDenied
    return _keep(term, user, (language, text, definition, note), said)


def _keep(term: GlossaryTerm | None, user: Any, words: tuple[str, str, str, str], said: Said) -> GlossaryTerm:
    is_new = term is None
    term = term or GlossaryTerm()
    term.language, term.term, term.definition, term.note = words
    term.is_proposed, term.changed_at = False, timezone.now()
    term.save()
    for language in sorted(said.languages):
        _set_forms(term, language, said.of(language))
    action = "glossary.made" if is_new else "glossary.changed"
    audit.record(actor=user, action=action, obj=term, data={"languages": sorted(said.languages)})
    return term


def _set_forms(term: GlossaryTerm, language: str, kinds: dict[str, str]) -> None:
    """Have one language say exactly `kinds`, in their order."""
    known = {form.text: form for form in term.forms.filter(language=language)}
    is_same = list(known) == list(kinds) and all(
        form.kind == kinds[text] and not form.is_proposed for text, form in known.items()
    )
    if not is_same:
        term.forms.filter(language=language).delete()
        GlossaryForm.objects.bulk_create(
            GlossaryForm(term=term, language=language, text=text, kind=kind) for text, kind in kinds.items()
        )


@transaction.atomic
def propose(
    *, term: GlossaryTerm | None, user: Any, language: str, text: str, definition: str, note: str, said: Said
) -> GlossaryTerm:
    """Propose a term, or words for one, in the person's own languages; what is kept stays.

    Raises PermissionDenied for another language.
    """
    mine = set(permissions.languages_of(user))
    if not permissions.may_propose(user) or not said.languages <= mine:
        raise PermissionDenied
    if term is None:
        term = GlossaryTerm.objects.create(
            language=language, term=text, definition=definition, note=note, is_proposed=True, proposed_by=user
        )
    for code in sorted(said.languages):
        kinds = said.of(code)
        term.forms.filter(language=code, is_proposed=True, proposed_by=user).exclude(text__in=kinds).delete()
        known = set(term.forms.filter(language=code).values_list("text", flat=True))
        GlossaryForm.objects.bulk_create(
            GlossaryForm(term=term, language=code, text=word, kind=kind, is_proposed=True, proposed_by=user)
            for word, kind in kinds.items()
            if word not in known
        )
    GlossaryTerm.objects.filter(pk=term.pk).update(changed_at=timezone.now())
    audit.record(actor=user, action="glossary.proposed", obj=term, data={"languages": sorted(said.languages)})
    return term


@transaction.atomic
def delete_term(*, term: GlossaryTerm, user: Any) -> None:
    """Take a term out. Raises PermissionDenied."""
    if not permissions.may_keep(user):
        raise PermissionDenied
    audit.record(actor=user, action="glossary.deleted", obj=term, data={"language": term.language})
    term.delete()


@transaction.atomic
def take_over(*, rows: Sequence[Any], user: Any) -> int:
    """Keep the terms of a file (`csv_files.Row`); terms that it does not name stay. Return how many there are.

    Raises PermissionDenied.
    """
    if user is not None and not permissions.may_keep(user):
        raise PermissionDenied
    known = {(term.language, term.term): term for term in GlossaryTerm.objects.all()}
    for row in rows:
        said = Said(row.wanted, row.forbidden)
        _keep(known.get((row.language, row.term)), user, (row.language, row.term, row.definition, row.note), said)
    return len(rows)
