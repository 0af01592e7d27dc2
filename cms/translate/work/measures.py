"""How long a text is, how much of it is written, and what tells that it changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from django.db.models import QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from ..texts import NOT_ASKED, key_of

_TAG = re.compile(r"<[^>]*>")
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


@dataclass(frozen=True)
class Progress:
    """How many texts a translation has, how many a person wrote, how many a machine wrote and nobody read."""

    total: int = 0
    written: int = 0
    machine: int = 0

    @property
    def missing(self) -> int:
        return self.total - self.written

    @property
    def percent(self) -> int:
        """Whole per cent, 100 only when nothing is missing."""
        return 100 if not self.missing else self.written * 100 // self.total

    @property
    def is_complete(self) -> bool:
        return not self.missing


def words_in(data: str) -> int:
    """Return how many words a text of wagtail-localize has, without its marks."""
    return len(unescape(_TAG.sub(" ", data)).split())


def digest_of(source: TranslationSource) -> str:
    """Return what changes whenever a text of the source does."""
    segments = StringSegment.objects.filter(source=source).exclude(context__path__in=NOT_ASKED)
    keys = sorted({key_of(path, data) for path, data in segments.values_list("context__path", "string__data")})
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def unwritten_words(translation: Translation) -> int:
    """Return how many words of the source nobody has translated yet; what a machine drafted counts as nobody's."""
    return unwritten_words_of([translation])[translation.pk]


def unwritten_words_of(translations: Iterable[Translation]) -> dict[int, int]:
    """Return the same by id. Two queries."""
    wanted = list(translations)
    texts: dict[int, list[tuple[int, int, str]]] = {}
    segments = StringSegment.objects.filter(source__in={item.source_id for item in wanted})
    names = ("source_id", "string_id", "context_id", "string__data")
    for source, string, context, data in segments.exclude(context__path__in=NOT_ASKED).values_list(*names):
        texts.setdefault(source, []).append((string, context, data))
    written = set(written_by_people(wanted).values_list("translation_of_id", "context_id", "locale_id"))
    return {
        item.pk: sum(
            words_in(data)
            for string, context, data in texts.get(item.source_id, [])
            if (string, context, item.target_locale_id) not in written
        )
        for item in wanted
    }


def progress_of(translations: Iterable[Translation]) -> dict[int, Progress]:
    """Return the progress of translations by id. Two queries, none without translations."""
    pairs = {item.pk: (item.source_id, item.target_locale_id) for item in translations}
    found = progress_of_pairs(pairs.values())
    return {pk: found[pair] for pk, pair in pairs.items()}


def progress_of_pairs(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Progress]:
    """Return the progress by (id of the source, id of the target's locale). Two queries, none without pairs."""
    wanted = set(pairs)
    if not wanted:
        return {}
    segments = StringSegment.objects.filter(source__in={source for source, _locale in wanted})
    segments = segments.exclude(context__path__in=NOT_ASKED).order_by()
    places: dict[tuple[int, int], list[int]] = {}
    totals: Counter[int] = Counter()
    for source, string, context in segments.values_list("source_id", "string_id", "context_id"):
        places.setdefault((string, context), []).append(source)
        totals[source] += 1
    # By their places, not by their words: a word that many pages share has thousands of translations.
    rows = StringTranslation.objects.filter(context__in=segments.values("context"), has_error=False)
    rows = rows.filter(locale__in={locale for _source, locale in wanted})
    people: Counter[tuple[int, int]] = Counter()
    machine: Counter[tuple[int, int]] = Counter()
    names = ("translation_of_id", "context_id", "locale_id", "translation_type")
    for string, context, locale, kind in rows.values_list(*names):
        counted = machine if kind == MACHINE else people
        counted.update((source, locale) for source in places.get((string, context), ()))
    return {pair: Progress(totals[pair[0]], people[pair], machine[pair]) for pair in wanted}


def written_by_people(translations: Iterable[Translation]) -> QuerySet[StringTranslation]:
    """Return the texts of translations that a person wrote, or accepted from a machine."""
    wanted = list(translations)
    return StringTranslation.objects.filter(
        context__object_id__in={item.source.object_id for item in wanted},
        locale__in={item.target_locale_id for item in wanted},
        has_error=False,
    ).exclude(translation_type=MACHINE)
