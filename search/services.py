"""Writes: what is found follows what is published.

`refresh` looks at the pages as they are now, so it may run late, twice or in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connections, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.core.translations import own_texts
from cms.core.words import vocabulary

from . import registry
from .engines.base import Engine
from .engines.postgres import PostgresEngine
from .engines.sqlite import SQLiteEngine
from .models import Entry, Word
from .registry import Document

ENGINES: dict[str, Engine] = {"sqlite": SQLiteEngine(), "postgresql": PostgresEngine()}
# A batch is one transaction, which may not last a second.
BATCH = 50


def engine() -> Engine:
    """Return the engine that this installation searches with: its database's."""
    return ENGINES[connections["default"].vendor]


def findable() -> QuerySet[Page]:
    """Return the pages that may be found: live, public, of a registered kind, no copy of another language's text."""
    expired = Q(expire_at__isnull=False, expire_at__lte=timezone.now())
    pages = Page.objects.live().public().exclude(expired).type(*(kind.model for kind in registry.kinds()))
    return own_texts(pages) if registry.kinds() else Page.objects.none()


def document_for(page: Any) -> Document | None:
    """Return what search keeps of a specific page, None when its kind is not registered."""
    kind = registry.kind_of(page)
    if kind is None:
        return None
    document = kind.document(page)
    facets = {**document.facets, **registry.facet_values(page, document)}
    return Document(**{**vars(document), "kind": kind.key, "facets": facets})


def refresh(*, page_ids: Iterable[int]) -> int:
    """Index those of the pages that may be found and forget the others; return how many are indexed."""
    ids = sorted(set(page_ids))
    count = 0
    for start in range(0, len(ids), BATCH):
        count += _refresh_batch(ids[start : start + BATCH])
    return count


@transaction.atomic
def _refresh_batch(ids: list[int]) -> int:
    """Read and write in one transaction that holds the pages, or a slower one could write an older text over it."""
    list(Page.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    pages: Any = findable().filter(pk__in=ids).select_related("locale")
    documents = [document for page in pages.specific() if (document := document_for(page))]
    engine().index(documents)
    engine().remove(set(ids) - {document.page_id for document in documents})
    return len(documents)


def index_page(*, page_id: int) -> bool:
    """Let search know a page as it is now; return whether it may be found."""
    return bool(refresh(page_ids=[page_id]))


def remove_page(*, page_id: int) -> None:
    """Forget a page."""
    engine().remove([page_id])


def refresh_subtree(*, page_id: int) -> int:
    """Refresh a page and everything below it: after a move, or when its privacy changed."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return 0
    below = Page.objects.descendant_of(page, inclusive=True)
    return refresh(page_ids=below.values_list("pk", flat=True))


def rebuild(*, report: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Index everything anew, while the old entries go on answering; return the number of pages.

    `report` is told how many of how many pages are done.
    """
    Word.objects.all().delete()
    ids = list(findable().order_by("pk").values_list("pk", flat=True))
    report(0, len(ids))
    for start in range(0, len(ids), BATCH):
        refresh(page_ids=ids[start : start + BATCH])
        report(min(start + BATCH, len(ids)), len(ids))
    _forget_lost()
    return Entry.objects.count()


def reconcile() -> int:
    """Refresh what a lost task left wrong; return how many pages were."""
    wrong = list(_missing_or_old())
    refresh(page_ids=wrong)
    return len(wrong) + _forget_lost()


def _missing_or_old() -> Iterator[int]:
    entries = Entry.objects.filter(page=OuterRef("pk"))
    current = entries.filter(Q(indexed_at__gte=OuterRef("last_published_at")) | Q(page__last_published_at=None))
    yield from findable().filter(~Exists(current)).values_list("pk", flat=True).iterator()


def _forget_lost() -> int:
    """Remove entries of pages that may not be found any more."""
    lost = list(Entry.objects.exclude(page__in=findable().values("pk")).values_list("pk", flat=True))
    foreign = Entry.objects.exclude(language=F("page__locale__language_code")).values_list("pk", flat=True)
    lost = sorted({*lost, *foreign})
    engine().remove(lost)
    return len(lost)


def forget_words() -> int:
    """Forget the words that no page holds any more: those of pages that are gone for good; return how many."""
    held: set[tuple[str, str]] = set()
    for entry in Entry.objects.select_related("text").iterator(chunk_size=BATCH):
        for text in (entry.title, entry.summary, entry.text.body):
            held |= {(entry.language, folded) for folded in vocabulary(text, entry.language)}
    known = Word.objects.values_list("pk", "language", "folded")
    lost = [pk for pk, language, folded in known.iterator() if (language, folded) not in held]
    for start in range(0, len(lost), 500):
        Word.objects.filter(pk__in=lost[start : start + 500]).delete()
    engine().compact()
    return len(lost)


def probe() -> dict[str, Any]:
    """Return what /readyz tells of search: how many entries, and how many live pages wait for one."""
    waiting = sum(1 for _page_id in _missing_or_old())
    return {"ok": True, "entries": Entry.objects.count(), "waiting": waiting}
