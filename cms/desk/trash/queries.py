"""Named reads of the trash."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page

from cms.core import scope
from cms.desk.models import TrashEntry

from .placing import PAGE
from .snapshot import Snapshot


def below(pages: Iterable[Page]) -> QuerySet[Page]:
    """Return the pages and everything below them."""
    return Page.objects.filter(reduce(or_, (Q(path__startswith=page.path) for page in pages)))


def entries_for(user: Any, *, words: str = "") -> QuerySet[TrashEntry]:
    """Return the entries that `user` may see, newest first, without their rows; `words` are looked for in titles."""
    found = scope.visible(user, TrashEntry.objects.defer("snapshot", "page_ids").select_related("deleted_by"))
    for word in words.split()[:10]:
        found = found.filter(title__icontains=word)
    return found


def places_of(entries: Iterable[TrashEntry]) -> dict[int, list[Page | None]]:
    """Return by entry, for each of its branches, the nearest page above that still exists. One query."""
    listed = list(entries)
    ids = {pk for entry in listed for root in entry.roots for pk in root["ancestors"]}
    living = Page.objects.in_bulk(ids)
    return {entry.pk: [_nearest(root, living) for root in entry.roots] for entry in listed}


def _nearest(root: dict[str, Any], living: dict[int, Page]) -> Page | None:
    return next((living[pk] for pk in reversed(root["ancestors"]) if pk in living), None)


def lost_places(entry: TrashEntry) -> list[dict[str, Any]]:
    """Return the branches whose page above is gone."""
    places = zip(entry.roots, places_of([entry])[entry.pk], strict=True)
    return [root for root, place in places if place is None or place.pk != root["ancestors"][-1]]


def mirrors_of(page: Page) -> QuerySet[Page]:
    """Return the translations of a page, and the aliases that show any of them."""
    family = Page.objects.filter(translation_key=page.translation_key)
    shown = Q(pk__in=family) | Q(alias_of__in=family)
    return Page.objects.filter(shown).exclude(pk=page.pk).exclude(path__startswith=page.path).select_related("locale")


def texts_kept(model: type[Page]) -> set[UUID]:
    """Return the translation keys of the pages of a type that lie in the trash, alone or below others.

    For jobs: every entry is unpacked.
    """
    found: set[UUID] = set()
    for packed in TrashEntry.objects.order_by().values_list("snapshot", flat=True).iterator(chunk_size=10):
        tables = Snapshot.unpack(bytes(packed)).tables
        if model._meta.label in tables:
            own = {int(pk) for pk in tables[model._meta.label].values(model._meta.pk.column)}
            keys = zip(tables[PAGE].values("id"), tables[PAGE].values("translation_key"), strict=True)
            found |= {UUID(str(key)) for pk, key in keys if int(pk) in own}
    return found


def page_models() -> list[type[Page]]:
    """Return every page model."""
    return [model for model in apps.get_models() if issubclass(model, Page)]


def generic_models() -> list[tuple[type[Model], GenericForeignKey]]:
    """Return the models that name any object by type and key, with the field that does."""
    return [
        (model, item)
        for model in apps.get_models()
        for item in model._meta.private_fields
        if isinstance(item, GenericForeignKey)
    ]
