"""Writes of the memory: what is published, and what files bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail_localize.models import String

from cms.core import audit
from cms.core.enums import UploadState
from cms.core.models import StagedUpload

from ..models import MemoryUnit, MemoryUse, MemoryWord
from . import tmx
from .enums import Origin
from .index import digest, length_of, pair_of, words_of

BATCH = 500
# A transaction of a tenth of a second: others write meanwhile.
IMPORTED_AT_ONCE = 100


@dataclass(frozen=True)
class Pair:
    """A text and its translation, as wagtail-localize's HTML."""

    source: str
    target: str


@transaction.atomic
def remember(
    *,
    pairs: Iterable[Pair],
    source_language: str,
    target_language: str,
    origin: str = Origin.PUBLISHED,
    origin_name: str = "",
) -> int:
    """Remember `pairs`; return how many are new. What is known already is confirmed by a publication."""
    _one_at_a_time(pair_of(source_language, target_language))
    shared = {
        "source_language": source_language,
        "target_language": target_language,
        "origin": origin,
        "origin_name": origin_name[:255],
    }
    wanted = {(digest(pair.source), digest(pair.target)): pair for pair in pairs if pair.source and pair.target}
    keys = sorted(wanted)
    new = 0
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        known = _known(batch, **shared)
        units = [_unit(key, wanted[key], shared) for key in batch if key not in known]
        _add(units, pair_of(source_language, target_language))
        new += len(units)
    return new


def _one_at_a_time(pair: str) -> None:
    """Let writers of a pair wait for each other here: further down two of them could wait in a circle."""
    MemoryWord.objects.get_or_create(pair=pair, token="")
    MemoryWord.objects.select_for_update().get(pair=pair, token="")


def _unit(key: tuple[str, str], pair: Pair, shared: dict[str, str]) -> MemoryUnit:
    return MemoryUnit(source=pair.source, target=pair.target, source_digest=key[0], target_digest=key[1], **shared)


def _known(
    keys: list[tuple[str, str]], source_language: str, target_language: str, origin: str, origin_name: str
) -> set[tuple[str, str]]:
    """Return which of `keys` are remembered; a publication confirms them, wherever they came from."""
    units = MemoryUnit.objects.filter(
        source_language=source_language,
        target_language=target_language,
        source_digest__in={source for source, _target in keys},
    )
    rows = {(one, other): pk for one, other, pk in units.values_list("source_digest", "target_digest", "pk")}
    known = {key: rows[key] for key in keys if key in rows}
    if known and origin == Origin.PUBLISHED:
        MemoryUnit.objects.filter(pk__in=known.values()).update(
            confirmed_at=timezone.now(), origin=origin, origin_name=origin_name
        )
    return set(known)


def _add(units: list[MemoryUnit], pair: str) -> None:
    """Insert units with their words."""
    if not units:
        return
    MemoryUnit.objects.bulk_create(units, ignore_conflicts=True)
    first = units[0]
    mine = {(unit.source_digest, unit.target_digest) for unit in units}
    stored = MemoryUnit.objects.filter(
        source_language=first.source_language,
        target_language=first.target_language,
        source_digest__in={unit.source_digest for unit in units},
        uses=None,
    )
    added = [unit for unit in stored if (unit.source_digest, unit.target_digest) in mine]
    words = {unit.pk: words_of(unit.source, unit.source_language) for unit in added}
    keys = _count_words(Counter(token for tokens in words.values() for token in tokens), pair)
    MemoryUse.objects.bulk_create(
        (
            MemoryUse(word_id=keys[token], unit=unit, length=length_of(unit.source))
            for unit in added
            for token in words[unit.pk]
        ),
        batch_size=5000,
    )


def _count_words(counts: Counter[str], pair: str) -> dict[str, int]:
    """Return the keys of words, counted by so many more."""
    tokens = sorted(counts)
    MemoryWord.objects.bulk_create(
        [MemoryWord(pair=pair, token=token) for token in tokens], ignore_conflicts=True, batch_size=BATCH
    )
    rows: dict[str, int] = {}
    for start in range(0, len(tokens), BATCH):
        found = MemoryWord.objects.filter(pair=pair, token__in=tokens[start : start + BATCH])
        rows |= dict(found.values_list("token", "pk"))
    by_number: dict[int, list[int]] = {}
    for token in tokens:
        by_number.setdefault(counts[token], []).append(rows[token])
    for number, keys in sorted(by_number.items()):
        for start in range(0, len(keys), BATCH):
            MemoryWord.objects.filter(pk__in=keys[start : start + BATCH]).update(frequency=F("frequency") + number)
    return rows


@transaction.atomic
def forget(*, unit: MemoryUnit, user: Any = None) -> None:
    """Take a pair of texts out of the memory; published again, it comes back."""
    pair = pair_of(unit.source_language, unit.target_language)
    # Without the unit's label: the log would keep the text.
    audit.record(actor=user, action="memory.forgotten", obj=None, data={"unit": unit.pk, "pair": pair})
    _drop([unit], pair)


def forget_unused() -> int:
    """Forget what only deleted pages said: published texts that wagtail-localize holds no more. Return how many."""
    published = MemoryUnit.objects.filter(origin=Origin.PUBLISHED)
    languages = published.order_by().values_list("source_language", "target_language").distinct()
    return sum(_forget_unused(published, *pair) for pair in list(languages))


@transaction.atomic
def _forget_unused(published: QuerySet[MemoryUnit], source: str, target: str) -> int:
    texts = String.objects.filter(locale__language_code=source).values_list("data", flat=True)
    held = {digest(text) for text in texts.iterator()}
    units = published.filter(source_language=source, target_language=target)
    rows = units.values_list("pk", "source_digest").iterator()
    unused = [pk for pk, known in rows if known not in held]
    for start in range(0, len(unused), BATCH):
        _drop(list(units.filter(pk__in=unused[start : start + BATCH])), pair_of(source, target))
    return len(unused)


def _drop(units: list[MemoryUnit], pair: str) -> None:
    """Delete units of one pair, and the words that no other holds."""
    _one_at_a_time(pair)
    for unit in units:
        MemoryWord.objects.filter(uses__unit=unit).update(frequency=F("frequency") - 1)
        unit.delete()
    MemoryWord.objects.filter(pair=pair, frequency__lte=0).exclude(token="").delete()


def learn_upload(*, upload_id: int) -> int:
    """Remember what an applied TMX upload holds, a batch at a time; return how many pairs are new. Safe to repeat."""
    staged = StagedUpload.objects.filter(pk=upload_id, state=UploadState.APPLIED).exclude(file="").first()
    if staged is None:
        return 0
    new = 0
    waiting: dict[tuple[str, str], list[Pair]] = {}
    with staged.file.open("rb") as file:
        for found in tmx.read(file):
            if found is None:
                continue
            languages = found.source_language, found.target_language
            batch = waiting.setdefault(languages, [])
            batch.append(Pair(found.source, found.target))
            if len(batch) >= IMPORTED_AT_ONCE:
                new += _learn(waiting.pop(languages), languages, staged.name)
    return new + sum(_learn(batch, languages, staged.name) for languages, batch in waiting.items())


def _learn(pairs: list[Pair], languages: tuple[str, str], name: str) -> int:
    source, target = languages
    return remember(
        pairs=pairs, source_language=source, target_language=target, origin=Origin.IMPORTED, origin_name=name
    )
