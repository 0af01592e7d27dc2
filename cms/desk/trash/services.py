"""Writes of the trash. Putting in is done by `capture` at Django's own signal, whatever road leads there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from cms.core import audit
from cms.desk.models import TrashEntry
from cms.desk.models.trash import KEPT

from . import context, queries, tasks
from .errors import Gone
from .inserting import Inserting
from .notes import Note
from .placing import Placing
from .rows import chunks
from .settling import referring_rows, settle
from .signals import pages_gone
from .snapshot import Rows, Snapshot

# More than these are settled by a task: search, references and files of each page take their time.
AT_ONCE = 20


@dataclass(frozen=True)
class Restored:
    """The pages that head the branches, and what is not as it was."""

    pages: list[Page]
    notes: list[Note] = field(default_factory=list)


@transaction.atomic
def trash(*, page: Page, along: Iterable[Page] = (), actor: Any = None, reason: str = "") -> TrashEntry:
    """Delete `page` with what is below it, and `along` (translations, aliases) with theirs, into one entry."""
    roots = [page, *along]
    going: Any = queries.below(roots)
    for item in going.specific().iterator():
        log(instance=item, action="wagtail.delete", user=actor, deleted=True)
    with context.deletion(actor=actor, reason=reason, page_id=page.pk) as deletion:
        Page.objects.filter(pk__in=[item.pk for item in roots]).delete()
    return TrashEntry.objects.defer("snapshot").get(pk=deletion.made[-1])


@transaction.atomic
def restore(*, entry_id: int, actor: Any = None, parents: Mapping[int, Page] | None = None) -> Restored:
    """Bring every row of an entry back; the entry is gone then.

    `parents` names other places, by the id of the branch's page. Raises a TrashError: then nothing is changed.
    """
    entry = _locked(entry_id)
    snapshot = Snapshot.unpack(bytes(entry.snapshot))
    inserting = Inserting(snapshot)
    placing = Placing(snapshot, entry.roots, parents or {})
    placing.run()
    inserting.run()
    placing.count_children()
    pages = list(Page.objects.filter(pk__in=[root["page"] for root in entry.roots]).specific())
    PageLogEntry.objects.filter(page_id__in=entry.page_ids).update(deleted=False)
    for page in pages:
        log(instance=page, action="cms.restore_from_trash", user=actor)
    _settle_later(entry, snapshot)
    _record(entry, "trash.restored", actor)
    entry.delete()
    return Restored(pages, [*placing.notes, *inserting.notes])


@transaction.atomic
def delete_for_good(*, entry_id: int, actor: Any = None) -> None:
    """Forget an entry and whatever else still tells of its pages. Raises Gone when it is no more."""
    entry = _locked(entry_id)
    _forget_leftovers(entry.page_ids)
    _forget_log(entry.page_ids)
    page_ids, texts = list(entry.page_ids), Snapshot.unpack(bytes(entry.snapshot)).shared
    _record(entry, "trash.deleted_for_good", actor)
    entry.delete()
    _forget_unused_texts(texts)
    transaction.on_commit(partial(pages_gone.send, sender=Page, page_ids=page_ids))


@transaction.atomic
def delete_at_once(*, pages: QuerySet[Page]) -> None:
    """Delete pages that nobody wrote, those of an installation, without keeping them: the one way past the trash."""
    with context.deletion(kept=False):
        pages.delete()


def expire(*, now: datetime | None = None) -> int:
    """Delete for good what has lain its time; return how many entries."""
    old = TrashEntry.objects.filter(deleted_at__lte=(now or timezone.now()) - KEPT)
    done = 0
    for pk in list(old.values_list("pk", flat=True)):
        try:
            delete_for_good(entry_id=pk)
            done += 1
        except Gone:
            continue
    return done


def _locked(entry_id: int) -> TrashEntry:
    entry = TrashEntry.objects.select_for_update().filter(pk=entry_id).first()
    if entry is None:
        raise Gone(entry_id)
    return entry


def _record(entry: TrashEntry, action: str, actor: Any) -> None:
    data = {"pages": entry.page_ids[:100], "number": entry.page_count}
    audit.record(actor=actor, action=action, obj=entry, data=data)


def _settle_later(entry: TrashEntry, snapshot: Snapshot) -> None:
    ids = [*entry.page_ids, *(int(str(item.key)) for item in snapshot.touched if item.table == "wagtailcore.Page")]
    others = referring_rows(snapshot)
    if entry.page_count <= AT_ONCE:
        transaction.on_commit(partial(settle, page_ids=ids, others=others))
        return
    for part in chunks(ids):
        transaction.on_commit(partial(tasks.settle_restored.enqueue, part, []))
    transaction.on_commit(partial(tasks.settle_restored.enqueue, [], others))


def _forget_leftovers(page_ids: list[int]) -> None:
    """Delete what names the pages without a foreign key: open editing sessions, unsaved forms, references."""
    kinds = list(ContentType.objects.get_for_models(*queries.page_models(), for_concrete_models=False).values())
    for model, generic in queries.generic_models():
        for part in chunks(str(pk) for pk in page_ids):
            named = {f"{generic.ct_field}__in": kinds, f"{generic.fk_field}__in": part}
            model._base_manager.filter(**named).delete()
    for part in chunks(str(pk) for pk in page_ids):
        ReferenceIndex.objects.filter(content_type__in=kinds, object_id__in=part).delete()


def _forget_log(page_ids: list[int]) -> None:
    """Leave in the log of pages who did what and when, without titles and words."""
    for part in chunks(page_ids):
        PageLogEntry.objects.filter(page_id__in=part).update(label="", data={})


def _forget_unused_texts(texts: Mapping[str, Rows]) -> None:
    """Remove the strings and templates of translations that no page uses; each entry has copies of its own."""
    for label, rows in texts.items():
        model = apps.get_model(label)
        for part in chunks(rows.values(model._meta.pk.column)):
            used = [item.related_model.objects.values(item.field.attname) for item in model._meta.related_objects]
            unused = model.objects.filter(pk__in=part)
            for values in used:
                unused = unused.exclude(pk__in=values)
            unused.delete()
