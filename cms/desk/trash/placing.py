"""Where pages come back to: below their parent, at their old place when it is free."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import connection
from django.db.models import F
from wagtail.models import Page

from .errors import ParentGone, WrongPlace
from .notes import Note
from .rows import Table
from .snapshot import Rows, Snapshot

PAGE = "wagtailcore.Page"
STEP = Page.steplen


def fits(root: dict[str, Any], parent: Page) -> bool:
    """Say whether a branch, as an entry describes it, may stand below `parent`: its type, and its language."""
    model = apps.get_model(root["kind"])
    is_top = parent.depth == 1
    return model.can_exist_under(parent) and (is_top or parent.locale.language_code == root["language"])


def with_slug(content: str, slug: str) -> str:
    """Return the stored text of a revision with another slug."""
    return json.dumps({**json.loads(content), "slug": slug})


def _candidates(slug: str) -> Iterator[str]:
    yield slug
    for number in count(2):
        yield f"{slug[:240]}-{number}"


@dataclass
class Placing:
    """Moves the page rows of a snapshot to their places; `parents` are the pages chosen for branches by root id."""

    snapshot: Snapshot
    roots: list[dict[str, Any]]
    parents: Mapping[int, Page]
    notes: list[Note] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    below: list[int] = field(default_factory=list)
    placed: set[int] = field(default_factory=set)

    @property
    def rows(self) -> Rows:
        return self.snapshot.tables[PAGE]

    def run(self) -> None:
        for root in self.roots:
            self._place(root)
        self._free_keys()

    def count_children(self) -> None:
        """Let the parents know their new children."""
        for pk in self.below:
            Page.objects.filter(pk=pk).update(numchild=F("numchild") + 1)

    def _place(self, root: dict[str, Any]) -> None:
        parent = self._parent(root)
        self.below.append(parent.pk)
        row = self._row(root["page"])
        old_path, old_url = self._get(row, "path"), self._get(row, "url_path")
        path, slug = self._path(parent, old_path), self._slug(parent, row)
        if path != old_path:
            self.notes.append(Note("place", {"title": self._get(row, "title"), "parent": parent.title}))
        if slug != self._get(row, "slug"):
            self.notes.append(Note("slug", {"title": self._get(row, "title"), "slug": slug}))
            self._set(row, "slug", slug)
            self._rename_in_revision(row, slug)
        self._carry(old_path, path, old_url, f"{parent.url_path}{slug}/")

    def _parent(self, root: dict[str, Any]) -> Page:
        chosen = self.parents.get(root["page"])
        pk = chosen.pk if chosen else root["ancestors"][-1]
        parent = Page.objects.select_for_update().filter(pk=pk).first()
        if parent is None:
            raise ParentGone(root["page"])
        if chosen and not fits(root, parent):
            raise WrongPlace(root["page"])
        return parent

    def _path(self, parent: Page, old: str) -> str:
        """Return the old path when it is free below this parent, else the one after the last child."""
        children = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        known = {*children.values_list("path", flat=True), *self.taken}
        path = old
        if old[:-STEP] != parent.path or old in known:
            mine = [item for item in known if item[:-STEP] == parent.path]
            last = max(mine, default="")
            first = Page._get_path(parent.path, parent.depth + 1, 1)
            path = Page(path=last, depth=parent.depth + 1)._inc_path() if last else first
        self.taken.add(path)
        return path

    def _slug(self, parent: Page, row: list[Any]) -> str:
        slug = str(self._get(row, "slug"))
        children = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        known = set(children.values_list("slug", flat=True))
        return next(name for name in _candidates(slug) if name not in known)

    def _carry(self, old: str, new: str, old_url: str, new_url: str) -> None:
        """Give every row of a branch its path, depth and address."""
        shift = (len(new) - len(old)) // STEP
        for row in self.rows.rows:
            path = self._get(row, "path")
            if path.startswith(old) and id(row) not in self.placed:
                self._set(row, "path", new + path[len(old) :])
                self._set(row, "depth", int(self._get(row, "depth")) + shift)
                self._set(row, "url_path", new_url + self._get(row, "url_path")[len(old_url) :])
                self.placed.add(id(row))

    def _rename_in_revision(self, row: list[Any], slug: str) -> None:
        """The next edit begins with the latest revision: it must not bring the taken address back."""
        revisions = self.snapshot.tables.get("wagtailcore.Revision")
        latest = self._get(row, "latest_revision_id")
        if revisions is None or latest is None:
            return
        key, content = revisions.place("id"), revisions.place("content")
        for revision in revisions.rows:
            if revision[key] == latest:
                revision[content] = with_slug(revision[content], slug)

    def _free_keys(self) -> None:
        """Where somebody translated anew meanwhile, the page that comes back becomes a text of its own."""
        table = Table(Page)
        known = table.present(self.rows.values("translation_key"), "translation_key")
        for row in self.rows.rows:
            pair = {name: self._get(row, name) for name in ("translation_key", "locale_id")}
            if pair["translation_key"] in known and table.find(pair) is not None:
                fresh = uuid4()
                self._set(row, "translation_key", str(fresh) if connection.vendor == "postgresql" else fresh.hex)
                self.notes.append(Note("key", {"title": self._get(row, "title")}))

    def _row(self, pk: int) -> list[Any]:
        place = self.rows.place("id")
        return next(row for row in self.rows.rows if int(row[place]) == pk)

    def _get(self, row: list[Any], column: str) -> Any:
        return row[self.rows.place(column)]

    def _set(self, row: list[Any], column: str, value: Any) -> None:
        row[self.rows.place(column)] = value
