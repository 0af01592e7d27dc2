"""What a translation lacks, or says wrongly, by the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from .matching import Phrases
from .queries import Entry, phrases_of


class Fault(StrEnum):
    """What is wrong."""

    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Problem:
    """A term of the source that its translation does not say as the glossary wants.

    For Fault.FORBIDDEN target[start:end] are the words that must not stand there; else both are 0.
    """

    fault: Fault
    term: str
    wanted: tuple[str, ...]
    said: str = ""
    start: int = 0
    end: int = 0

    @property
    def message(self) -> str:
        wanted = " / ".join(self.wanted)
        if self.fault is Fault.MISSING:
            return _("“%(term)s” is “%(wanted)s” in the glossary.") % {"term": self.term, "wanted": wanted}
        if self.wanted:
            words = _("Not “%(said)s”: the glossary wants “%(wanted)s” for “%(term)s”.")
        else:
            words = _("Not “%(said)s” for “%(term)s”, says the glossary.")
        return words % {"said": self.said, "term": self.term, "wanted": wanted}


def problems(
    *, source: str, target: str, source_language: str, target_language: str, phrases: Phrases[Entry] | None = None
) -> list[Problem]:
    """Return what `target` (HTML) lacks or says wrongly of the terms in `source`; nothing for an empty target.

    A term is looked for as often as the source says it, but asked for once: a translation may say "it".
    Who looks at many texts reads `phrases_of` the two languages once.
    """
    if not target.strip():
        return []
    phrases = phrases or phrases_of(source_language, target_language)
    entries = {hit.what.term_id: hit.what for hit in phrases.find(source)}
    said = _said_in(target, target_language, list(entries.values()))
    found: list[Problem] = []
    for entry in entries.values():
        mine = [hit for hit in said if hit[0] is entry]
        for _entry, fault, start, end in mine:
            if fault is Fault.FORBIDDEN:
                found.append(Problem(fault, entry.term, entry.wanted, target[start:end], start, end))
        if entry.wanted and all(fault is Fault.FORBIDDEN for _entry, fault, _start, _end in mine):
            found.append(Problem(Fault.MISSING, entry.term, entry.wanted))
    return found


def _said_in(target: str, language: str, entries: list[Entry]) -> list[tuple[Entry, Fault | None, int, int]]:
    """Return which words of the entries stand in `target`; a wanted one hides a forbidden one inside itself."""
    phrases: Phrases[tuple[Entry, Fault | None]] = Phrases(language)
    for entry in entries:
        for words in entry.wanted:
            phrases.add(words, (entry, None))
        for words in entry.forbidden:
            phrases.add(words, (entry, Fault.FORBIDDEN))
    return [(*hit.what, hit.start, hit.end) for hit in phrases.find(target)]
