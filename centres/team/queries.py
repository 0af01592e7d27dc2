"""Reads about teams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cms.accounts.models import User

from ..enums import OPEN_STATES, Role
from ..models import Centre, CentreGroup, Term

Membership: Any = User.groups.through


def languages_of(centre: Centre) -> list[str]:
    """Return the languages that the centre works in, its first one first."""
    return list(centre.languages.values_list("code", flat=True))


def not_over(centre: Centre) -> QuerySet[Term]:
    """Return the terms of a centre that give access or will, whatever its state."""
    today = timezone.localdate()
    lasting = Q(ends_on=None) | Q(ends_on__gte=today)
    return Term.objects.filter(lasting, centre=centre)


def serves_already(centre: Centre, email: str, role: Role, languages: Iterable[str]) -> bool:
    """Say whether the owner of an address has, or will have, this role in each of these languages."""
    terms = not_over(centre).filter(user__email__iexact=email, role=role, user__is_active=True)
    return set(terms.values_list("language", flat=True)) >= (set(languages) or {""})


def account_of(email: str) -> User | None:
    """Return whose address this is."""
    return User.objects.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email)).first()


def memberships_without_term() -> QuerySet[Any]:
    """Return the memberships of centres' groups that no term of today gives."""
    kept = Term.objects.current().filter(
        user_id=OuterRef("user_id"),
        centre_id=OuterRef("group__centre_group__centre_id"),
        role=OuterRef("group__centre_group__role"),
        language=OuterRef("group__centre_group__language"),
    )
    return Membership.objects.filter(~Exists(kept), group__centre_group__isnull=False)


def missing_memberships() -> QuerySet[Term]:
    """Return the terms of today whose person is not in the group (`derived_group`) that they give."""
    groups = CentreGroup.objects.filter(
        centre_id=OuterRef("centre_id"), role=OuterRef("role"), language=OuterRef("language")
    )
    terms = Term.objects.current().order_by().annotate(derived_group=Subquery(groups.values("group_id")[:1]))
    there = Membership.objects.filter(user_id=OuterRef("user_id"), group_id=OuterRef("derived_group"))
    return terms.filter(~Exists(there), derived_group__isnull=False)


def signed_in(user_id: int) -> User | None:
    """Return a person, in one question, with memberships_differ, serves_today and seen_on (None: never)."""
    own = OuterRef("pk")
    differ = Exists(memberships_without_term().filter(user_id=own)) | Exists(missing_memberships().filter(user_id=own))
    people = User.objects.annotate(
        memberships_differ=differ,
        serves_today=Exists(Term.objects.current().filter(user_id=own)),
        seen_on=F("presence__seen_on"),
    )
    return people.filter(pk=user_id).first()


def other_managers(term: Term) -> QuerySet[Term]:
    """Return the terms of today by which others manage the centre of `term`."""
    today = Term.objects.current() if term.centre.is_open else not_over(term.centre)
    managers = today.filter(centre_id=term.centre_id, role=Role.MANAGER, user__is_active=True)
    return managers.exclude(user_id=term.user_id)


def managers_of(centre: Centre) -> QuerySet[User]:
    """Return who manages a centre today."""
    terms = Term.objects.current().filter(centre=centre, role=Role.MANAGER)
    return User.objects.filter(pk__in=terms.values("user_id"), is_active=True)


def ending_within(days: int) -> QuerySet[Term]:
    """Return the terms of today that end within so many days, in centres whose team works."""
    today = timezone.localdate()
    ending = Term.objects.current().filter(ends_on__lte=today + timedelta(days=days), user__is_active=True)
    return ending.select_related("user", "centre")


def terms_shown_to(user: Any) -> QuerySet[Term]:
    """Return a person's terms that are not over, in centres whose team works, with their centres."""
    today = timezone.localdate()
    lasting = Term.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), user_id=user.pk)
    open_ones = lasting.filter(centre__state__in=OPEN_STATES)
    return open_ones.select_related("centre").order_by("centre__name", "role", "language")
