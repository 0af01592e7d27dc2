"""Who proposes, who sees what is proposed, and who takes it over: all by rights on pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.models import Page

from centres.queries import centre_of
from cms.core import scope
from cms.core.judges import ITSELF, Judge, register_judge

from ..pages import NewsIndexPage, NewsPage
from .models import Proposal, Takeover
from .queries import indexes_for, open_proposals

# Directory, microsite and blog stand between the home page and a centre's post.
POST_DEPTH = 6


def is_of_centre(page: Any) -> bool:
    """Say whether `page` is a post of a centre. One query at most."""
    return isinstance(page, NewsPage) and page.depth is not None and page.depth >= POST_DEPTH and bool(centre_of(page))


def may_propose(user: Any, page: Any) -> bool:
    """Say whether `user` may offer a page: a live post of a centre which they may publish, and no copy itself."""
    return (
        isinstance(page, NewsPage)
        and page.live
        and bool(page.permissions_for_user(user).can_publish())
        and is_of_centre(page)
        and not Takeover.objects.filter(copy=page).exists()
    )


def may_take_to(user: Any, index: Page) -> bool:
    """Say whether `user` may put a copy below a news index."""
    is_index = issubclass(index.specific_class, NewsIndexPage)
    return is_index and bool(index.permissions_for_user(user).can_add_subpage())


class ForWriters:
    """What is proposed is seen by everybody who may add news somewhere."""

    def visible(self, user: Any, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if not indexes_for(user).exists():
            return queryset.none()
        return queryset.filter(pk__in=open_proposals().values("pk"))

    def allows(self, user: Any, action: str, obj: Any) -> bool:
        return action in ("view", "take") and self.visible(user, Proposal.objects.filter(pk=obj.pk)).exists()


scope.register_provider(Proposal, ForWriters())
register_judge(Judge("sharing_take", "pk", Proposal, ITSELF))
