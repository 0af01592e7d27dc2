"""The glossary as a text meets it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max, Prefetch, QuerySet

from cms.core.collation import sort_key
from cms.core.words import fold

from .enums import FormKind
from .matching import Phrases
from .models import GlossaryForm, GlossaryTerm


@dataclass(frozen=True)
class Entry:
    """A term as one pair of languages sees it; `wanted` is empty while nobody has found a word."""

    term_id: int
    term: str
    definition: str
    note: str
    wanted: tuple[str, ...]
    forbidden: tuple[str, ...]


def phrases_of(source_language: str, target_language: str) -> Phrases[Entry]:
    """Return the kept terms of a pair of languages, read again only when the glossary changed."""
    return _phrases(source_language, target_language, version())


def version() -> str:
    """Return what changes with the glossary: every write of a word marks its term. One query."""
    found = GlossaryTerm.objects.aggregate(last=Max("changed_at"), number=Count("pk"))
    return f"{found['number']}:{found['last']}"


@lru_cache(maxsize=64)
def _phrases(source_language: str, target_language: str, state: str) -> Phrases[Entry]:
    forms = GlossaryForm.objects.filter(is_proposed=False)
    terms = GlossaryTerm.objects.filter(is_proposed=False).prefetch_related(Prefetch("forms", forms))
    found: Phrases[Entry] = Phrases(source_language)
    for term in terms.order_by("pk"):
        said = _said(term, source_language, FormKind.WANTED)
        entry = Entry(
            term_id=term.pk,
            term=said[0] if said else term.term,
            definition=term.definition,
            note=term.note,
            wanted=_said(term, target_language, FormKind.WANTED),
            forbidden=_said(term, target_language, FormKind.FORBIDDEN),
        )
        for words in said:
            found.add(words, entry)
    return found


def _said(term: GlossaryTerm, language: str, kind: str) -> tuple[str, ...]:
    """Return how a language says a term, or must not; the language it was defined in says the term itself."""
    own = (term.term,) if term.language == language and kind == FormKind.WANTED else ()
    return own + tuple(form.text for form in term.forms.all() if form.language == language and form.kind == kind)


def listed_terms() -> QuerySet[GlossaryTerm]:
    """Return every term with its forms, what is only proposed too. Two queries."""
    return GlossaryTerm.objects.select_related("proposed_by").prefetch_related("forms").order_by("pk")


def terms_with(words: str, *, only_proposed: bool = False) -> list[GlossaryTerm]:
    """Return the terms that hold `words` in any language, in the order of their own one."""
    asked = fold(words.strip())
    found = [term for term in listed_terms() if not asked or any(asked in fold(text) for text in _texts(term))]
    if only_proposed:
        found = [term for term in found if term.is_proposed or any(form.is_proposed for form in term.forms.all())]
    return sorted(found, key=lambda term: (sort_key(term.term, term.language), term.pk))


def _texts(term: GlossaryTerm) -> list[str]:
    return [term.term, term.definition, *(form.text for form in term.forms.all())]
