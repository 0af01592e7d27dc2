"""Named reads of proposals and of the copies made of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from centres.enums import OPEN_STATES
from centres.models import CentrePage
from centres.queries import centre_ids_of, outside_microsites
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
    """Return the news indexes for which `user` writes, in every language: those of the site and of the centres served.

    Whoever may add below the whole tree of a language does not write for every centre by that.
    """
    places = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    mine = Q(pk__in=outside_microsites(NewsIndexPage.objects.all()).values("pk"))
    for path in CentrePage.objects.filter(centre__in=centre_ids_of(user)).values_list("path", flat=True):
        mine |= Q(path__startswith=path)
    indexes = NewsIndexPage.objects.filter(mine, pk__in=places.values("pk"))
    return indexes.select_related("locale").order_by("depth", "path")


def takeovers_of(post_key: UUID) -> QuerySet[Takeover]:
    """Return the copies made of a post, in every language."""
    copies = Takeover.objects.filter(original__translation_key=post_key)
    return copies.select_related("copy__locale", "original").order_by("copy__path")


def without_copies(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Leave out the copies whose original visitors can read: machines keep that one. No query of its own."""
    return pages.exclude(pk__in=Takeover.objects.filter(original__live=True).values("copy_id"))


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
    """Return the open proposals that `user` may take elsewhere, and which of their posts stand there already."""
    indexes = list(indexes_for(user))
    if not indexes:
        return [], set()
    proposals = list(open_proposals())
    homes: defaultdict[int, list[str]] = defaultdict(list)
    centres = {item.centre_id for item in proposals}
    for centre_id, path in CentrePage.objects.filter(centre__in=centres).values_list("centre_id", "path"):
        homes[centre_id].append(path)
    found = [
        item for item in proposals if any(not index.path.startswith(tuple(homes[item.centre_id])) for index in indexes)
    ]
    return found, keys_taken(indexes)
