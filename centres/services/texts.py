"""Changes of a page's fields from another screen than its editor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.core import page_store
from cms.library.services import publish_media
from search import tasks as search_tasks


@transaction.atomic
def update_texts(
    *, page: Page, values: Mapping[str, Any], only_if: Mapping[str, Any] | None = None, user: Any = None
) -> bool:
    """Set fields of a page in what visitors read and in its draft alike; say whether anything changed.

    Nothing else of the draft goes live by it. `only_if` names what a field must hold to be changed.
    """
    live = type(page).objects.get(pk=page.pk)
    draft = live.get_latest_revision_as_object()
    changed = [_set(item, values, only_if or {}) for item in (live, draft)]
    if not any(changed):
        return False
    if changed[0]:
        type(page).objects.filter(pk=page.pk).update(**{name: getattr(live, name) for name in values})
    had_changes = live.has_unpublished_changes
    draft.save_revision(user=user, clean=False)
    if live.live and not had_changes:
        Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    if live.live:
        publish_media(page=live)
        transaction.on_commit(partial(search_tasks.refresh_pages.enqueue, [page.pk]))
    transaction.on_commit(page_store.forget)
    return True


def _set(page: Page, values: Mapping[str, Any], only_if: Mapping[str, Any]) -> bool:
    if any(getattr(page, name) != value for name, value in only_if.items()):
        return False
    changed = [name for name, value in values.items() if getattr(page, name) != value]
    for name in changed:
        setattr(page, name, values[name])
    return bool(changed)
