"""What is asked for and not found, without knowing by whom.

Words are counted in the shared cache under a keyed digest. They are written down only when they were asked for at least
MIN_TIMES in a month by visits that are not the same, and only if they look like words: no address, no number, no
sentence.
"""

from __future__ import annotations

import logging
import re
from datetime import timedelta

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.core.words import fold, written_words

from .models import MissedWords

logger = logging.getLogger(__name__)

MIN_TIMES = 3
COUNTED_FOR = 30 * 24 * 3600
SAME_VISIT = 3600
MAX_LENGTH, MAX_WORDS = 60, 5
MAX_ROWS_PER_DAY = 500
KEPT = timedelta(days=180)
# An address of mail or web, and anything with three digits or more: telephones, dates of birth, card numbers.
PRIVATE = re.compile(r"[@/\\]|www\.|\w\.\w|(?:\d\D?){3}")


def note(*, text: str, language: str, visitor: str) -> bool:
    """Count words that found nothing; return whether they are on the editors' list now. `visitor` is not kept."""
    words = " ".join(fold(word) for word in written_words(text))
    if not may_be_kept(text) or not words:
        return False
    name = _digest(language, words)
    if not cache.add(f"missed-by:{_digest(name, visitor)}", 1, SAME_VISIT):
        return False
    times = int(cache.get(f"missed:{name}", 0)) + 1
    cache.set(f"missed:{name}", times, COUNTED_FOR)
    return times >= MIN_TIMES and _write(words, language, times=times if times == MIN_TIMES else 1)


def may_be_kept(text: str) -> bool:
    """Say whether a query looks like words that a page could hold, and like nobody's data."""
    return len(text) <= MAX_LENGTH and len(text.split()) <= MAX_WORDS and not PRIVATE.search(text)


def _digest(*parts: str) -> str:
    return salted_hmac("search.missed", "\0".join(parts), algorithm="sha256").hexdigest()[:32]


def _write(words: str, language: str, *, times: int) -> bool:
    """Add to the day's row. A database that is busy loses a count and no visitor's answer."""
    row = {"day": timezone.localdate(), "language": language, "words": words[:MAX_LENGTH]}
    try:
        with transaction.atomic():
            if MissedWords.objects.filter(**row).update(count=F("count") + times):
                return True
            if MissedWords.objects.filter(day=row["day"]).count() >= MAX_ROWS_PER_DAY:
                return False
            MissedWords.objects.get_or_create(**row, defaults={"count": times})
    except DatabaseError:
        logger.warning("words not found could not be counted")
        return False
    return True


def forget_old() -> int:
    """Delete what is older than KEPT; return how many rows."""
    deleted, _by_model = MissedWords.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
    return int(deleted)
