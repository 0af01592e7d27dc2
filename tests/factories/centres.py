"""Centres for tests: "Lunville" in France is live in two languages unless said otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from centres.enums import CentreState, Role
from centres.models import Centre, CentreLanguage, Term
from centres.services import change_state, open_microsite
from cms.accounts.models import User
from tests.factories.accounts import make_person


def make_centre(
    name: str = "Lunville", *, languages: tuple[str, ...] = ("fr", "eo"), state: str = "affiliated", **fields: Any
) -> Centre:
    """Return a centre without a microsite."""
    known = {"slug": name.lower(), "place": name, "country": "FR", **fields}
    centre = Centre.objects.create(name=name, **known)
    for order, code in enumerate(languages):
        CentreLanguage.objects.create(centre=centre, code=code, order=order)
    if state != CentreState.CANDIDATE:
        change_state(centre=centre, state=CentreState.AFFILIATED, actor=None)
    if state != centre.state:
        change_state(centre=centre, state=CentreState(state), actor=None)
    return centre


def make_microsite(name: str = "Lunville", *, is_live: bool = True, **fields: Any) -> Centre:
    """Return a centre whose microsite was opened; all its pages are published when `is_live`."""
    centre = make_centre(name, **fields)
    open_microsite(centre=centre, actor=None)
    if is_live:
        for page in centre.pages.all():
            for part in page.get_descendants(inclusive=True).specific():
                part.save_revision().publish()
    return centre


def make_member(
    centre: Centre,
    role: Role = Role.EDITOR,
    email: str = "",
    *,
    language: str = "",
    begins_on: date | None = None,
    ends_on: date | None = None,
    **fields: Any,
) -> User:
    """Return somebody with a term in `centre`, in the group of that role."""
    email = email or f"{role}-{centre.slug}@example.org"
    user = User.objects.filter(email=email).first() or make_person(email, **fields)
    dates = {"begins_on": begins_on} if begins_on else {}
    Term.objects.create(centre=centre, user=user, role=role, language=language, ends_on=ends_on, **dates)
    row = centre.groups.filter(role=role, language=language).first()
    if row:
        user.groups.add(row.group)
    return user
