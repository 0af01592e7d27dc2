"""Writes of reusable content: who uses it, and what follows when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.library.services import publish_media

from . import queries
from .models import ReusableContent, ReusableUse
from .references import ids_in_revision, ids_of, stream_fields

# So many pages wait for one task: a transaction each, a few seconds in all.
BATCH = 50


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold all reusable contents: the next to save sees what this one wrote."""
    with transaction.atomic():
        list(ReusableContent.objects.select_for_update().order_by("pk").values_list("pk"))
        yield


def refuse_circle(*, content: ReusableContent) -> None:
    """Raise ValidationError when the text of `content` would show itself inside itself."""
    circle = queries.circle_of(content)
    if circle:
        chain = " → ".join(f"“{title}”" for title in circle)
        message = _("This content would show itself inside itself: %(chain)s. Take one of these blocks out.")
        raise ValidationError({"body": ValidationError(message, code="circle", params={"chain": chain})})


@transaction.atomic
def record_uses(*, owner: Page | ReusableContent) -> None:
    """Note which reusable contents a page or a content holds, in its live and its newest text."""
    model = owner.specific_class if isinstance(owner, Page) else type(owner)
    if model is None or not stream_fields(model):
        return
    row = model._base_manager.select_related("latest_revision").filter(pk=owner.pk).first()
    if row is None:
        return
    mine = ids_of(row)
    live = mine if row.live else set()
    newest = ids_in_revision(model, row.latest_revision.content) if row.latest_revision else mine
    _write_uses(row, live, newest)


def _write_uses(owner: Page | ReusableContent, live: set[int], newest: set[int]) -> None:
    kept = {use.content_id: use for use in ReusableUse.objects.filter(queries.condition_of(owner))}
    named = live | newest
    present = set(ReusableContent.objects.filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    gone = [use.pk for pk, use in kept.items() if pk not in present]
    if gone:
        ReusableUse.objects.filter(pk__in=gone).delete()
    for pk in sorted(present):
        state = {"in_live": pk in live, "in_newest": pk in newest}
        use = kept.get(pk)
        if use is None or any(getattr(use, name) != value for name, value in state.items()):
            place = {"holder_id": owner.pk} if isinstance(owner, ReusableContent) else {"page_id": owner.pk}
            ReusableUse.objects.update_or_create(content_id=pk, **place, defaults=state)


def settle_pages_later(*, content: ReusableContent) -> None:
    """Let the pages that show `content` follow it: their files are public or private, and search knows their words.

    One open page is enough to publish a file, so the first one is settled at once and no visitor meets a missing
    picture; the others follow in tasks.
    """
    from . import tasks  # noqa: PLC0415 -- tasks name services

    ids = list(queries.pages_showing(content).order_by("pk").values_list("pk", flat=True))
    if ids:
        transaction.on_commit(partial(settle_pages, page_ids=_first_open(ids)))
    for start in range(0, len(ids), BATCH):
        transaction.on_commit(partial(tasks.settle_pages.enqueue, ids[start : start + BATCH]))


def _first_open(ids: list[int]) -> list[int]:
    return list(Page.objects.live().public().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)[:1])


def settle_pages(*, page_ids: Iterable[int]) -> int:
    """Publish and take back the files of pages, each by itself; return how many there were."""
    pages = Page.objects.filter(pk__in=list(page_ids)).order_by("pk")
    for page in pages:
        publish_media(page=page)
    return len(pages)


def refuse_deletion(*, content: ReusableContent) -> None:
    """Raise ValidationError while a page or another content names `content`."""
    if queries.is_used(content):
        message = _("“%(title)s” is used: take it off the pages listed there, then delete it.")
        raise ValidationError(message, code="used", params={"title": content.title})
