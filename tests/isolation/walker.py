"""Asks addresses as somebody of one centre, and looks for the other centre in every answer."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client
from django.utils.translation import gettext, override
from wagtail.models import Page, ReferenceIndex, Revision

from .world import MARK, World

LINK = re.compile(r"/cms/pages/(\d+)/")
WRITES = re.compile(r'^\s*(?:INSERT\s+(?:OR \w+\s+)?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)


@dataclass(frozen=True)
class Leak:
    """`kind` is "marker", "linked", "listed", "offered", "changed", "accepted" or "outside"."""

    kind: str
    name: str
    method: str
    path: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.method} {self.name} {self.path} … {self.detail}"


@dataclass
class Walker:
    """Somebody of one centre with an open session; every question is undone afterwards."""

    world: World
    client: Client
    leaks: list[Leak] = field(default_factory=list)
    asked: int = 0
    digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tables = {model._meta.db_table: model for model in self.world.watched}
        self.digests = {table: self.digest(model) for table, model in self.tables.items()}
        self.last_revision = Revision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.private = private_references(self.world)
        self.masks = masks()
        pages = self.world.other.rows[Page]
        self.drafts = {str(page.pk) for page in pages if not is_open(page)}
        self.last_page = Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.part = tuple(self.world.own.centre.pages.values_list("path", flat=True))

    def ask(self, name: str, path: str, data: Any = None, *, what: str = "") -> Any:
        """Ask an address by GET, or by POST when `data` is given; undo what it did; return the answer."""
        method = "GET" if data is None else "POST"
        self.asked += 1
        with undone(), watched() as written:
            send = self.client.get if data is None else self.client.post
            response = send(path, **({} if data is None else {"data": data}))
            self._look(name, method, path, response, what)
            if written:
                self._compare(name, path, written, what)
        return response

    def _look(self, name: str, method: str, path: str, response: Any, what: str) -> None:
        text = text_of(response)
        place = text.lower().find(MARK)
        if place >= 0:
            around = " ".join(text[max(0, place - 90) : place + 50].split())
            self.leaks.append(Leak("marker", name, method, path, f"{what} {around}"))
        if not what and any(words in text for words in self.masks):
            self.leaks.append(Leak("listed", name, method, path, f"{what} a private page"))
        if linked := set(LINK.findall(text.replace(path, ""))) & self.drafts:
            self.leaks.append(Leak("linked", name, method, path, f"{what} {linked}"))

    def _compare(self, name: str, path: str, written: set[str], what: str) -> None:
        for table in written & set(self.tables):
            if self.digest(self.tables[table]) != self.digests[table]:
                self.leaks.append(Leak("changed", name, "POST", path, f"{table} {what}"))
        if "wagtailcore_page" in written:
            new = Page.objects.filter(pk__gt=self.last_page).values_list("path", flat=True)
            if any(not made.startswith(self.part) for made in new):
                self.leaks.append(Leak("outside", name, "POST", path, what))
        if "wagtailcore_revision" in written or "wagtailcore_referenceindex" in written:
            for accepted in self._accepted():
                self.leaks.append(Leak("accepted", name, "POST", path, f"{accepted} {what}"))

    def _accepted(self) -> Iterator[str]:
        """Yield what new revisions and rows refer to of the other centre's."""
        for revision in Revision.objects.filter(pk__gt=self.last_revision):
            for kind, pk, model_path, _path in ReferenceIndex._extract_references_from_object(revision.as_object()):
                if (kind, pk) in self.private:
                    yield f"{model_path} {pk}"

    def digest(self, model: type[models.Model]) -> str:
        """Return a digest of the other centre's rows of a model."""
        pks = [row.pk for row in self.world.watched[model]]
        fields = model._meta.local_concrete_fields
        rows = [
            [str(field.get_prep_value(value)) for field, value in zip(fields, row, strict=True)]
            for row in model._base_manager.filter(pk__in=pks)
            .order_by("pk")
            .values_list(*(field.attname for field in fields))
        ]
        return hashlib.md5(repr(rows).encode(), usedforsecurity=False).hexdigest()


def private_references(world: World) -> set[tuple[int, str]]:
    """Return what of the other centre nobody else may refer to, as the index of references writes it."""
    found = set()
    for model, rows in world.other.rows.items():
        if ReferenceIndex.model_is_indexable(model) or issubclass(model, Page):
            kind = ReferenceIndex._get_base_content_type(model).pk
            found |= {(kind, str(row.pk)) for row in rows if not is_open(row)}
    return found


def masks() -> set[str]:
    """Return what is said of a page that is not the viewer's, in every language."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(gettext("(private page)"))
    return found


def is_open(row: models.Model) -> bool:
    return isinstance(row, Page) and row.live and not row.get_view_restrictions().exists()


def text_of(response: Any) -> str:
    """Return everything an answer says: its body, unpacked, its headers, and the messages it left."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b" ".join(packed.read(name) for name in packed.namelist())
    text = body.decode("utf-8", "replace")
    if "json" in response.headers.get("Content-Type", ""):
        with suppress(ValueError):
            text += json.dumps(json.loads(text), ensure_ascii=False)
    headers = " ".join(f"{key}: {value}" for key, value in response.headers.items())
    stored = getattr(response.wsgi_request, "_messages", None)
    messages = " ".join(str(message) for message in getattr(stored, "_queued_messages", []))
    return f"{headers}\n{messages}\n{text}"


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the database what happens meanwhile."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def watched() -> Iterator[set[str]]:
    """Collect the names of the tables that are written meanwhile."""
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found:
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written
