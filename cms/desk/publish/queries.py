"""Reads of the publish panel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from cms.core.models import AuditEntry
from cms.core.pages import BasePage
from cms.core.wishes import Result, Schedule

from .registry import Channel, channels

CONFIRMED = "page.publish_confirmed"


def latest_text(page_id: int) -> Any:
    """Return a page as its latest revision has it, None when it is none of ours or only stands for another."""
    row = Page.objects.filter(pk=page_id, alias_of=None, depth__gte=2).first()
    page = row.get_latest_revision_as_object() if row is not None else None
    return page if isinstance(page, BasePage) else None


def token_of(page: Any) -> str:
    """Return what changes whenever the text is saved: autosave writes into the same revision again."""
    revision = page.latest_revision
    return f"{revision.pk}:{revision.created_at.isoformat()}" if revision else ""


def schedule_of(page: Any) -> Schedule:
    """Return the moments that are still to come, by the minute: as the form shows them."""
    now = timezone.now()
    moments = (moment if moment and moment > now else None for moment in (page.go_live_at, page.expire_at))
    start, end = (moment.replace(second=0, microsecond=0) if moment else None for moment in moments)
    return Schedule(start, end)


def needs_publishing(page: Any) -> bool:
    """Say whether visitors do not see this text yet."""
    return bool(not page.live or page.has_unpublished_changes)


def confirmation(page_id: int, key: UUID) -> AuditEntry | None:
    """Return what the confirmation `key` of a page did, None when it did nothing yet."""
    entries = AuditEntry.objects.filter(action=CONFIRMED, object_id=str(page_id), data__key=str(key))
    return entries.first()


def reach(page: Any, languages: list[str]) -> list[tuple[Channel, dict[str, str]]]:
    """Return the channels this page goes to in `languages`, with their addresses."""
    found = ((channel, channel.reach(page, languages)) for channel in channels())
    return [(channel, addresses) for channel, addresses in found if addresses]


def outcomes_of(entry: AuditEntry) -> list[dict[str, Any]]:
    """Return, for each language, its code, what was done, how many people were asked, and its page as it is now."""
    done = entry.data["languages"]
    pages = Page.objects.select_related("locale").in_bulk([item["page"] for item in done])
    return [{**item, "result": Result(item["result"]), "page": pages.get(item["page"])} for item in done]
