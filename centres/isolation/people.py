"""Who sees whose name: people of one's own centres, and those who serve none."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from cms.core import scope

from ..models import Centre, CentrePage, Term
from ..scopes import keeps_network
from .pages import RIGHTS, policy

User = get_user_model()
CACHE = "_hidden_people"


def centres_seen_by(user: Any) -> QuerySet[Centre]:
    """Return the centres that somebody serves or served, and those whose pages they look after."""
    if keeps_network(user):
        return Centre.objects.all()
    pages = policy().instances_user_has_any_permission_for(user, RIGHTS)
    own = Q(pk__in=Term.objects.filter(user_id=user.pk).values("centre"))
    return Centre.objects.filter(own | Q(pk__in=CentrePage.objects.filter(pk__in=pages.values("pk")).values("centre")))


def hidden_people(user: Any) -> frozenset[int]:
    """Return the ids of those who serve or served other centres only. One or two queries for each request."""
    found: frozenset[int] | None = getattr(user, CACHE, None)
    if found is None:
        others = Term.objects.exclude(centre__in=centres_seen_by(user)).values_list("user", flat=True)
        shared = Term.objects.filter(centre__in=centres_seen_by(user)).values("user")
        found = frozenset(others.exclude(user__in=shared).exclude(user=user.pk))
        setattr(user, CACHE, found)
    return found


class PersonScope:
    """A name is visible to colleagues; the screens of people are for who has the right on them."""

    def visible(self, user: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.exclude(pk__in=hidden_people(user))

    def opens(self, user: Any, person: Any) -> bool:
        return person.pk not in hidden_people(user)

    def allows(self, user: Any, action: str, person: Any) -> bool:
        if action in {"choose", "view"}:
            return self.opens(user, person)
        return bool(user.has_perm(f"accounts.{action}_user"))


def register() -> None:
    scope.register_provider(User, PersonScope())
