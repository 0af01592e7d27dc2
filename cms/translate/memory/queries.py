"""What was said before for a text like this one."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from ..models import MemoryUnit, MemoryUse, MemoryWord
from .fitting import fit
from .index import LONGEST, digest, length_of, pair_of, words_of
from .likeness import EXACT, Part, at_most, compare, pieces, plain

# How many rows of the index one question may read, how many texts are looked at, and how many of them closely.
BUDGET = 12_000
MOST_READ = 60
MOST_COMPARED = 12


@dataclass(frozen=True)
class Suggestion:
    """A remembered translation: `target` and `source` are wagtail-localize's HTML, `percentage` is 100 when exact.

    `difference` leads from the remembered source to the text that was asked for. `is_adapted` says that numbers or
    marks of `target` were brought in line with it.
    """

    target: str
    source: str
    percentage: int
    difference: tuple[Part, ...]
    origin: str
    origin_name: str
    at: datetime
    is_adapted: bool = False
    unit_id: int = 0


def suggestions(
    *, text: str, source_language: str, target_language: str, limit: int = 5, at_least: int = 60
) -> list[Suggestion]:
    """Return the nearest remembered translations of `text` (HTML of a segment), the best first, each text once.

    At most four queries, however large the memory is.
    """
    units = {unit.pk: unit for unit in exact(text, source_language, target_language)[:limit]}
    if len(units) < limit:
        near = _near(text, source_language, target_language, at_least)
        units |= {unit.pk: unit for unit in near if unit.pk not in units}
    found = [_suggestion(unit, text) for unit in _likeliest(list(units.values()), text, at_least)]
    ranked = sorted((item for item in found if item.percentage >= at_least), key=_rank)
    once = {item.target: item for item in reversed(ranked)}
    return sorted(once.values(), key=_rank)[:limit]


def exact(text: str, source_language: str, target_language: str) -> Any:
    """Return what is remembered for the very text, what was confirmed last first."""
    units = MemoryUnit.objects.filter(source_language=source_language, target_language=target_language)
    return units.filter(source_digest=digest(text)).order_by("-confirmed_at", "-pk")


def _rank(item: Suggestion) -> tuple[int, float]:
    return -item.percentage, -item.at.timestamp()


def _near(text: str, source_language: str, target_language: str, at_least: int) -> list[MemoryUnit]:
    """Return texts of a like length that share the rarest words of `text`, most shared words first."""
    pair = pair_of(source_language, target_language)
    words = MemoryWord.objects.filter(pair=pair, token__in=words_of(text, source_language), frequency__gt=0)
    chosen: list[int] = []
    cost = 0
    for pk, frequency in words.order_by("frequency", "pk").values_list("pk", "frequency"):
        if chosen and cost + frequency > BUDGET:
            break
        chosen.append(pk)
        cost += frequency
    if not chosen:
        return []
    shortest, longest = _lengths(length_of(text), at_least)
    uses = MemoryUse.objects.filter(word__in=chosen, length__gte=shortest, length__lte=longest)
    counted = uses.values("unit").annotate(shared=Count("*")).order_by("-shared", "-unit")
    keys = [row["unit"] for row in counted[:MOST_READ]]
    return list(MemoryUnit.objects.filter(pk__in=keys))


def _lengths(length: int, at_least: int) -> tuple[int, int]:
    """Return between which lengths a text can be alike by `at_least` hundredths."""
    share = max(1, at_least) / (2 * EXACT - max(1, at_least))
    return int(length * share * 0.9), min(LONGEST, int(length / share * 1.1) + 1)


def _likeliest(units: list[MemoryUnit], text: str, at_least: int) -> list[MemoryUnit]:
    """Return those worth a close look."""
    mine = pieces(plain(text))
    rated = [(at_most(pieces(plain(unit.source)), mine), unit.pk, unit) for unit in units]
    likely = [item for item in rated if item[0] * EXACT >= at_least]
    return [unit for _share, _pk, unit in heapq.nlargest(MOST_COMPARED, likely)]


def _suggestion(unit: MemoryUnit, text: str) -> Suggestion:
    source, asked = " ".join(unit.source.split()), " ".join(text.split())
    percentage, difference = compare(source, asked)
    target, is_adapted = fit(target=unit.target, old=unit.source, new=text)
    return Suggestion(
        target=target,
        source=unit.source,
        percentage=percentage,
        difference=difference,
        origin=str(unit.get_origin_display()),
        origin_name=unit.origin_name,
        at=unit.confirmed_at,
        is_adapted=is_adapted,
        unit_id=unit.pk,
    )


def pairs() -> list[tuple[str, str, int]]:
    """Return the language pairs of the memory, each with its number of texts. One query."""
    counted = MemoryUnit.objects.values("source_language", "target_language").annotate(number=Count("pk"))
    rows = counted.order_by("source_language", "target_language")
    return [(row["source_language"], row["target_language"], row["number"]) for row in rows]


def units_of(source_language: str, target_language: str) -> QuerySet[MemoryUnit]:
    """Return what is remembered for a pair, the newest first; of all pairs where a language is ""."""
    units = MemoryUnit.objects.order_by("-confirmed_at", "-pk")
    if source_language:
        units = units.filter(source_language=source_language)
    return units.filter(target_language=target_language) if target_language else units
