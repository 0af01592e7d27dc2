"""Named reads of proposals and of the copies made of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from centres.enums import OPEN_STATES
from cms.core.structure import open_to_all
from cms.core.translations import own_texts

from ..pages import NewsIndexPage, NewsPage
from .models import Proposal, Takeover


def texts_of(post_key: UUID) -> dict[str, NewsPage]:
    """Return the live public texts of a post by language. One query."""
    found = own_texts(open_to_all(NewsPage.objects.live()).filter(translation_key=post_key)).select_related("locale")
    return {page.locale.language_code: page for page in found}


def open_proposals() -> QuerySet[Proposal]:
    """Return the proposals whose post visitors can read and whose centre works, latest first."""
    live = open_to_all(NewsPage.objects.live()).values("translation_key")
    return Proposal.objects.filter(post_key__in=live, centre__state__in=OPEN_STATES).select_related("centre")


def proposal_of(page: NewsPage) -> Proposal | None:
    return Proposal.objects.filter(post_key=page.translation_key).select_related("centre").first()


def indexes_for(user: Any) -> QuerySet[NewsIndexPage]:
    """Return the news indexes below which `user` may add, in every language."""
    places = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    return NewsIndexPage.objects.filter(pk__in=places.values("pk")).select_related("locale").order_by("depth", "path")


def takeovers_of(post_key: UUID) -> QuerySet[Takeover]:
    """Return the copies made of a post, in every language."""
    copies = Takeover.objects.filter(original__translation_key=post_key)
    return copies.select_related("copy__locale", "original").order_by("copy__path")


def below_any(indexes: list[NewsIndexPage], field: str) -> Q:
    """Return the condition that the page in `field` stands below one of the indexes."""
    condition = Q(pk__in=[])
    for index in indexes:
        condition |= Q(**{f"{field}__path__startswith": index.path})
    return condition


def keys_taken(indexes: list[NewsIndexPage]) -> set[UUID]:
    """Return the posts that have a copy below one of the indexes. One query."""
    taken = Takeover.objects.filter(below_any(indexes, "copy"), original__isnull=False)
    return set(taken.values_list("original__translation_key", flat=True))


def foreign_proposals(user: Any) -> tuple[list[Proposal], set[UUID]]:
    """Return the open proposals of others, and which of their posts `user` has already below an index. Few queries."""
    indexes = list(indexes_for(user))
    if not indexes:
        return [], set()
    own = own_keys(indexes)
    found = [item for item in open_proposals() if item.post_key not in own]
    return found, keys_taken(indexes)


def own_keys(indexes: list[NewsIndexPage]) -> set[UUID]:
    """Return the proposed posts that stand below one of the indexes themselves."""
    condition = Q(pk__in=[])
    for index in indexes:
        condition |= Q(path__startswith=index.path)
    keys = Proposal.objects.values("post_key")
    return set(NewsPage.objects.filter(condition, translation_key__in=keys).values_list("translation_key", flat=True))
