"""Proposals as the list shows them. Two queries, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from cms.core.structure import open_to_all
from cms.core.translations import NATIVE_NAMES, own_texts, preference

from ..pages import NewsPage
from .models import Proposal, Takeover


@dataclass(frozen=True)
class ShownProposal:
    """A proposal with its title for the person who looks, the languages it is live in, and how often it was taken."""

    proposal: Proposal
    title: str
    summary: str
    url: str
    languages: tuple[str, ...]
    uses: int
    is_taken: bool


def shown_proposals(proposals: Iterable[Proposal], taken: set[UUID]) -> list[ShownProposal]:
    listed = list(proposals)
    keys = [item.post_key for item in listed]
    texts: defaultdict[UUID, list[NewsPage]] = defaultdict(list)
    live = own_texts(open_to_all(NewsPage.objects.live()).filter(translation_key__in=keys))
    order = preference(get_language() or "")
    for page in sorted(live.select_related("locale"), key=lambda page: order.index(page.locale.language_code)):
        texts[page.translation_key].append(page)
    uses: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = Takeover.objects.filter(original__translation_key__in=keys)
    for key, copy_key in rows.values_list("original__translation_key", "copy__translation_key"):
        uses[key].add(copy_key)
    return [_shown(item, texts[item.post_key], len(uses[item.post_key]), item.post_key in taken) for item in listed]


def _shown(proposal: Proposal, texts: list[NewsPage], uses: int, is_taken: bool) -> ShownProposal:
    best = texts[0] if texts else None
    return ShownProposal(
        proposal=proposal,
        title=best.title if best else "",
        summary=best.summary if best else "",
        url=best.get_url() or "" if best else "",
        languages=tuple(NATIVE_NAMES.get(page.locale.language_code, "") for page in texts),
        uses=uses,
        is_taken=is_taken,
    )
