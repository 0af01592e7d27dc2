"""The mail that tells a person what waits: at most one a day, and none when nothing is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.accounts.models import LanguageGrant, User
from cms.accounts.queries import preferred_language
from cms.core import clock, notices
from cms.core.models import Mail
from cms.core.translations import NATIVE_NAMES

from ..models import Work
from ..notices import TranslationDigest
from . import addresses, queries

DAY = timedelta(days=1)
# A date that comes near is said again, and what waits for long once a week.
NEAR, LONG = timedelta(days=2), timedelta(days=7)
LISTED = 10


@dataclass(frozen=True)
class Digest:
    """What waits for one person."""

    works: tuple[Work, ...]
    texts: int
    words: int

    def is_news(self, last: Any) -> bool:
        """Say whether the person should read this, who had the last one at `last`."""
        if last is None or last <= timezone.now() - LONG:
            return True
        soon = timezone.localdate() + NEAR
        return any(work.changed_at > last or (work.due is not None and work.due <= soon) for work in self.works)


def digest_for(user: Any) -> Digest | None:
    """Return what waits for somebody, None when nothing does."""
    works = tuple(queries.waiting_for(user).order_by(F("due").asc(nulls_last=True), "asked_at"))
    return Digest(works, len(works), sum(work.words for work in works)) if works else None


def send_digests() -> int:
    """Write to everybody for whom something new waits; return to how many. Safe to repeat: one mail a day."""
    people = User.objects.filter(groups__in=LanguageGrant.objects.values("group"), is_active=True).exclude(email="")
    return sum(_send(person) for person in people.distinct().order_by("pk"))


@transaction.atomic
def _send(person: User) -> bool:
    digest = digest_for(person)
    mails = Mail.objects.filter(notice=TranslationDigest.name, to=person.email)
    last = mails.order_by("-created_at").values_list("created_at", flat=True).first()
    if digest is None or not digest.is_news(last) or (last is not None and last > timezone.now() - DAY / 2):
        return False
    today = timezone.localdate()
    listed = [
        {"title": work.title, "language_name": NATIVE_NAMES[work.language], "words": work.words, "due": work.due}
        for work in digest.works[:LISTED]
    ]
    context = {
        "person": str(person),
        "texts": digest.texts,
        "words": digest.words,
        "oldest": min(work.asked_at for work in digest.works),
        "late": sum(work.due is not None and work.due < today for work in digest.works),
        "works": listed,
        "rest": max(0, digest.texts - LISTED),
        "address": f"{settings.WAGTAILADMIN_BASE_URL}{addresses.list_address()}",
    }
    language = preferred_language(person) or settings.LANGUAGE_CODE
    key = f"{person.pk}:{today:%Y-%m-%d}"
    return notices.send(TranslationDigest, to=person.email, language=language, context=context, key=key) is not None


clock.register("translation_digests", every=DAY, function=send_digests)
