"""The demonstration's teams: the officers accept, others serve, one term ends soon, one invitation waits."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.services import make_account
from cms.accounts.services.demonstration import PASSWORD
from cms.core.story import Chapter, Story, register_chapter

from ..enums import CentreState, Role
from ..models import Centre, Term
from . import services
from .models import Invitation

STORY = Path(__file__).parent / "story"
# The manager whose sign-in is printed.
SHOWN = ("naima@mondcivitan.example", "Portclair")


def people_teams(story: Story) -> None:
    """Let officers accept and the people of `members.toml` serve; centres are made before (their chapter is 60)."""
    facts = tomllib.loads((STORY / "members.toml").read_text(encoding="utf-8"))
    centres = {centre.slug: centre for centre in Centre.objects.exclude(state=CentreState.CLOSED)}
    if not {term["centre"] for person in facts["people"] for term in person["terms"]} <= set(centres):
        return
    for invitation in Invitation.objects.open().filter(centre__in=centres.values()):
        first, _blank, last = invitation.name.partition(" ")
        services.accept_as_new_person(invitation=invitation, first_name=first, last_name=last)
    for person in facts["people"]:
        _serve(centres, person, manager=_manager(centres["portclair"]) or story.user)
    for waiting in facts["invitations"]:
        centre = centres[waiting["centre"]]
        services.invite(
            centre=centre,
            email=_address(waiting),
            name=waiting["name"],
            role=Role(waiting["role"]),
            ends_on=_day(waiting.get("ends")),
            actor=_manager(centre),
        )
    _publish_passwords()


def _serve(centres: dict[str, Centre], person: dict[str, Any], *, manager: User) -> None:
    first, _blank, last = person["name"].partition(" ")
    user = make_account(email=_address(person), first_name=first, last_name=last, language=person["language"])
    for facts in person["terms"]:
        term = services.begin_term(
            centre=centres[facts["centre"]],
            user=user,
            role=Role(facts["role"]),
            language=facts.get("language", ""),
            begins_on=_day(facts["begins"]),
            ends_on=_day(facts.get("ends")),
            actor=manager,
        )
        # The service begins a term today at the earliest; the story began years ago.
        Term.objects.filter(pk=term.pk).update(begins_on=_day(facts["begins"]))
        if "ended" in facts:
            services.end_term(term=term, actor=manager, reason=facts["ended"])


def _publish_passwords() -> None:
    """Give everybody who serves the published password, hashed once for all: hashing is slow on purpose."""
    people = User.objects.filter(terms__isnull=False, is_demonstration=False)
    people = User.objects.filter(pk__in=people.values("pk"))
    people.update(password=make_password(PASSWORD), is_demonstration=True)


def _manager(centre: Centre) -> User | None:
    term = Term.objects.current().filter(centre=centre, role=Role.MANAGER).select_related("user").first()
    return term.user if term else None


def _address(facts: dict[str, Any]) -> str:
    return f"{facts['local']}@mondcivitan.example"


def _day(days: int | None) -> date | None:
    return None if days is None else timezone.localdate() + timedelta(days=days)


def sign_ins() -> list[str]:
    """Return the line of the manager of Portclair, once the story is told."""
    email, centre = SHOWN
    if not User.objects.filter(email=email).exists():
        return []
    return [f"{email}  {PASSWORD}  manager of {centre}"]


register_chapter(Chapter(folder=STORY, types={}, end=people_teams, order=65))
