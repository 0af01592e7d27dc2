"""After the rows: what is computed from them is made again. Every step may run twice."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import transaction
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.search import index

from cms.core import page_store
from cms.library.services import publish_media

from .signals import pages_restored
from .snapshot import Snapshot

Named = list[list[str]]


def referring_rows(snapshot: Snapshot) -> Named:
    """Return, as (model label, key), the rows besides pages whose references are looked up again."""
    found = [list(item) for item in snapshot.referrers]
    for label, rows in snapshot.tables.items():
        model = apps.get_model(label)
        if model in ReferenceIndex.indexed_models and not issubclass(model, Page):
            found += [[label, str(key)] for key in rows.values(model._meta.pk.column)]
    return found


def settle(*, page_ids: Iterable[int], others: Named) -> None:
    """Make again what is derived: references, the editors' search, public files, site addresses, stored pages."""
    ids = list(page_ids)
    for page in Page.objects.filter(pk__in=ids).specific():
        settle_page(page)
    for label, key in others:
        instance = apps.get_model(label)._base_manager.filter(pk=key).first()
        if instance:
            specific = instance.specific if isinstance(instance, Page) else instance
            ReferenceIndex.create_or_update_for_object(specific)
    Site.clear_site_root_paths_cache()
    pages_restored.send(sender=Page, page_ids=ids)
    transaction.on_commit(page_store.forget)


def settle_page(page: Page) -> None:
    ReferenceIndex.create_or_update_for_object(page)
    index.insert_or_update_object(page)
    publish_media(page=page)
