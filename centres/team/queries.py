"""Reads about teams."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.permissions import SECOND_FACTORS
from cms.core import scope

from ..enums import OPEN_STATES, Role
from ..models import Centre, CentreGroup, CentrePage, Term
from .enums import InvitationState
from .models import Invitation, TermChange

Membership: Any = User.groups.through
# Whose term ended is told so for this time.
REMEMBERED = timedelta(days=90)


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
    """Return a person in one question; also memberships_differ, serves_today, manages_today, seen_on (None: never)."""
    own = OuterRef("pk")
    differ = Exists(memberships_without_term().filter(user_id=own)) | Exists(missing_memberships().filter(user_id=own))
    people = User.objects.annotate(
        memberships_differ=differ,
        serves_today=Exists(Term.objects.current().filter(user_id=own)),
        manages_today=Exists(Term.objects.current().filter(user_id=own, role=Role.MANAGER)),
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


def terms_without_access(user: Any) -> list[Term]:
    """Return a person's terms that give no access today, the last one of each centre; ended ones for 90 days."""
    today = timezone.localdate()
    recent = Term.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today - REMEMBERED), user_id=user.pk)
    served = Term.objects.current().filter(user_id=user.pk).values("centre_id")
    closed = recent.exclude(centre_id__in=served).select_related("centre").order_by("centre__name", "begins_on", "pk")
    return list({term.centre_id: term for term in closed}.values())


@dataclass
class Member:
    """A person of a team with the terms that are not over."""

    user: Any
    terms: list[Term]

    @property
    def seen_on(self) -> date | None:
        presence = getattr(self.user, "presence", None)
        return presence.seen_on if presence else None


def members_of(centre: Centre) -> list[Member]:
    """Return the people of a centre by name, in one question; each user has `has_second_factor`."""
    protected = Authenticator.objects.filter(user=OuterRef("user_id"), type__in=SECOND_FACTORS)
    terms = not_over(centre).annotate(has_second_factor=Exists(protected))
    found: dict[int, Member] = {}
    for term in terms.select_related("user__presence").order_by("user__last_name", "user__email", "role", "language"):
        term.centre = centre
        member = found.setdefault(term.user_id, Member(term.user, []))
        member.user.has_second_factor = term.has_second_factor
        member.terms.append(term)
    return list(found.values())


def invitations_of(centre: Centre) -> QuerySet[Invitation]:
    """Return the invitations that became no term: waiting, declined, withdrawn, expired; the newest first."""
    return centre.invitations.exclude(state=InvitationState.ACCEPTED).select_related("invited_by")


def past_terms(centre: Centre) -> QuerySet[Term]:
    """Return the terms that are over, the last one first, each with what happened to it."""
    changes = TermChange.objects.select_related("actor")
    over = Term.objects.filter(centre=centre, ends_on__lt=timezone.localdate()).select_related("user")
    return over.order_by("-ends_on", "-pk").prefetch_related(Prefetch("changes", changes))


def centres_for(user: Any, words: str = "") -> QuerySet[Centre]:
    """Return the centres whose team `user` sees, by name."""
    found = scope.visible(user, Centre.objects.all())
    return found.filter(Q(name__icontains=words) | Q(place__icontains=words)) if words else found


def own_centres(user: Any) -> list[dict[str, Any]]:
    """Return the centres that a person serves or will, each with its terms and its first page, in two questions.

    Shape: {"centre", "terms", "page"} (None before the microsite is opened).
    """
    found: dict[int, dict[str, Any]] = {}
    for term in terms_shown_to(user):
        row = found.setdefault(term.centre_id, {"centre": term.centre, "terms": [], "page": None})
        row["terms"].append(term)
    for page in CentrePage.objects.filter(centre__in=found).select_related("locale").order_by("-path"):
        found[page.centre_id]["page"] = page
    return list(found.values())
