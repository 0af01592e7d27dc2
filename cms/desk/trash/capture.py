"""Writes down what a deletion will take, before it takes it.

Django announces every page (`pre_delete`) after it has found what to delete and before it changes anything. Whatever
road leads there, button, bulk action, queryset or interface, meets `keep`. Rows are found by Django's own Collector, so
that a relation added tomorrow is kept without a word here.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models.deletion import Collector
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from cms.core import audit
from cms.desk.models import TrashEntry

from . import context
from .followers import Keys, followers_of, is_derived, texts_of
from .rows import Table, chunks
from .snapshot import Rows, Snapshot, Touched

# What an alias keeps of its life after its page is deleted: Wagtail unpublishes it.
ALIAS_STAYS = {"live": False, "has_unpublished_changes": True, "live_revision_id": None}


class _Running(threading.local):
    """The deletion that runs in this thread: its origin, and the pages still to be announced."""

    def __init__(self) -> None:
        self.origin: Any = None
        self.expected: set[int] = set()


_running = _Running()


def keep(*, page: Page, origin: Any) -> None:
    """Make the entries of a deletion when its first page is announced; do nothing at its others.

    A deletion tried again after it failed begins with its first page again, and is kept again.
    """
    if origin is _running.origin and page.pk in _running.expected:
        _running.expected.discard(page.pk)
    else:
        gone = _pages_of(origin, page)
        if context.current().kept:
            _make_entries(gone)
        _running.origin, _running.expected = origin, {item.pk for item in gone} - {page.pk}
    if not _running.expected:
        _running.origin = None


def _pages_of(origin: Any, page: Page) -> list[Page]:
    """Return what is about to go, by path, locked: nobody may change it between the writing down and the deletion.

    One page deleted in Django's own way takes no pages below it along.
    """
    locked = Page.objects.select_for_update()
    if isinstance(origin, models.QuerySet) and issubclass(origin.model, Page):
        gone = list(locked.filter(pk__in=origin.order_by().values("pk")).order_by("path"))
        if page in gone:
            return gone
    return list(locked.filter(pk=page.pk))


def _make_entries(gone: list[Page]) -> None:
    branches: list[list[Page]] = []
    for page in gone:
        if branches and page.path.startswith(branches[-1][0].path):
            branches[-1].append(page)
        else:
            branches.append([page])
    named = context.current().page_id
    for pages in [gone] if named else branches:
        first = next((page for page in pages if page.pk == named), pages[0])
        _make_entry(first, pages, gone)


def _make_entry(first: Page, pages: list[Page], gone: list[Page]) -> None:
    deletion = context.current()
    actor = deletion.actor or _actor(first)
    locales = dict(first.locale.__class__.objects.values_list("pk", "language_code"))
    counts: dict[str, int] = defaultdict(int)
    for page in pages:
        counts[locales[page.locale_id]] += 1
    entry = TrashEntry.objects.create(
        title=(first.draft_title or first.title)[:255],
        kind=_label(first),
        reason=deletion.reason[:500],
        deleted_by=actor,
        deleted_by_label=_name(actor),
        page_count=len(pages),
        live_count=sum(page.live for page in pages),
        languages=sorted(counts, key=lambda code: (code != locales[first.locale_id], code)),
        roots=_roots(first, pages, locales),
        page_ids=[page.pk for page in pages],
        snapshot=take(pages, gone).pack(),
    )
    deletion.made.append(entry.pk)
    data = {"pages": entry.page_ids[:100], "number": entry.page_count}
    audit.record(actor=actor, action="trash.deleted", obj=entry, data=data)


def _label(page: Page) -> str:
    model = page.specific_class
    return str(model._meta.label if model else page._meta.label)


def _actor(page: Page) -> Any:
    """Return who deletes: the person whom Wagtail's screens act for, or whom the code named to `page.delete`."""
    user = get_active_log_context().user
    if user is not None and user.pk:
        return user
    newest = PageLogEntry.objects.filter(page_id=page.pk).order_by("-timestamp", "-pk").first()
    return newest.user if newest and newest.action == "wagtail.delete" else None


def _name(actor: Any) -> str:
    return (actor.get_full_name() or str(actor))[:255] if actor else ""


def _roots(first: Page, pages: list[Page], locales: dict[int, str]) -> list[dict[str, Any]]:
    """Return where each branch stood, the one that gives the entry its name first."""
    paths = {page.path for page in pages}
    tops = [page for page in pages if page.path[: -page.steplen] not in paths]
    above = {path for page in tops for path in _paths_above(page)}
    ids = dict(Page.objects.filter(path__in=above).values_list("path", "pk"))
    return [
        {
            "page": page.pk,
            "ancestors": [ids[path] for path in _paths_above(page) if path in ids],
            "language": locales[page.locale_id],
            "kind": _label(page),
        }
        for page in sorted(tops, key=lambda page: (page.pk != first.pk, page.path))
    ]


def _paths_above(page: Page) -> list[str]:
    return [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]


@dataclass
class _Reached:
    """Keys of the rows that go, by model, and the rows that lose something."""

    keys: Keys = field(default_factory=lambda: defaultdict(set))
    losing: list[tuple[Any, Any, list[Any]]] = field(default_factory=list)


def take(pages: list[Page], gone: list[Page]) -> Snapshot:
    """Return every row that goes with `pages`, which are part of the deletion of `gone`."""
    reached = _reach(pages)
    for model, keys in followers_of(pages, gone).items():
        reached.keys[model] |= keys
    snapshot = Snapshot(engine=connection.vendor)
    snapshot.tables = _read(reached.keys)
    snapshot.shared = _read(texts_of(reached.keys))
    snapshot.touched = [*_aliases(pages), *_losing(reached)]
    snapshot.referrers = _referrers(pages)
    return snapshot


def _reach(pages: list[Page]) -> _Reached:
    """Ask Django's Collector what the deletion will take, and whose relations it will empty."""
    collector = Collector(using=connection.alias)
    collector.collect(pages)
    reached = _Reached()
    for model, instances in collector.data.items():
        if not is_derived(model):
            reached.keys[model._meta.concrete_model] |= {instance.pk for instance in instances}
    for queryset in collector.fast_deletes:
        if not is_derived(queryset.model):
            reached.keys[queryset.model._meta.concrete_model] |= set(queryset.values_list("pk", flat=True))
    for (item, value), groups in collector.field_updates.items():
        keys = [instance.pk for group in groups for instance in group]
        reached.losing.append((item, getattr(value, "pk", value), keys))
    return reached


def _read(keys: Keys) -> dict[str, Rows]:
    tables = {model: Table(model) for model, found in keys.items() if found}
    return {model._meta.label: Rows(table.columns, table.read(keys[model])) for model, table in tables.items()}


def _losing(reached: _Reached) -> list[Touched]:
    """Return the relations of rows that stay, as they are before the deletion empties them."""
    found = []
    for item, value, keys in reached.losing:
        table = Table(item.model)
        staying = set(keys) - reached.keys.get(item.model, set())
        place, key = table.columns.index(item.column), table.columns.index(table.key)
        found += [
            Touched(item.model._meta.label, row[key], {item.column: row[place]}, {item.column: value})
            for row in table.read(staying)
        ]
    return found


def _aliases(pages: list[Page]) -> list[Touched]:
    """Return the life of the aliases that stay: Wagtail unpublishes them, and theirs in turn."""
    table, known, found = Table(Page), {page.pk for page in pages}, []
    of = {page.pk for page in pages if page.live}
    while of:
        of = set(Page.objects.filter(alias_of__in=of, live=True).values_list("pk", flat=True)) - known
        known |= of
        for row in table.read(of):
            values = dict(zip(table.columns, row, strict=True))
            found.append(Touched("wagtailcore.Page", values["id"], {n: values[n] for n in ALIAS_STAYS}, ALIAS_STAYS))
    return found


def _referrers(pages: list[Page]) -> list[tuple[str, str]]:
    """Return the objects outside that refer to the pages: their place in the index of references is made again."""
    own = {str(page.pk) for page in pages}
    kind = ContentType.objects.get_for_model(Page)
    found = set()
    for part in chunks(sorted(own)):
        rows = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=part)
        found |= set(rows.values_list("base_content_type", "object_id"))
    models_by_id = {pk: ContentType.objects.get_for_id(pk).model_class() for pk in {pk for pk, _key in found}}
    named = {(models_by_id[pk], key) for pk, key in found if models_by_id[pk]}
    return sorted((model._meta.label, key) for model, key in named if model is not Page or key not in own)
