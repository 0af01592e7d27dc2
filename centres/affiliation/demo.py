"""The demonstration's centres, made by the services that real ones go through."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from centres.enums import CentreState
from centres.models import Centre
from centres.profile.services import save_profile
from centres.services import change_state
from cms.core.story import Chapter, Story, register_chapter

from .enums import ApplicationState, Kind, Office
from .golive.services import go_live
from .models import Application, Correspondent
from .papers import sample_convention
from .people.services import end
from .reports.services import FIELDS, keep
from .services import accept, ask, confirm, keep_checklist, open_reading, receive, refuse

STORY = Path(__file__).parent / "story"
DAYS_A_YEAR = 365


def found_centres(story: Story) -> None:
    """Make the centres of `centres.toml`; apps that write their pages come after (an `order` above 60)."""
    for facts in tomllib.loads((STORY / "centres.toml").read_text(encoding="utf-8"))["centres"]:
        found_centre(facts, actor=story.user)


def found_centre(facts: dict[str, Any], *, actor: Any) -> Centre:
    """Let a centre apply, be confirmed and accepted; return it with the facts that its manager would fill in."""
    application = apply_for_centre(facts)
    confirm(application=application)
    open_reading(application=application, actor=actor)
    tick_everything(application, actor=actor, ago=signed_ago(facts))
    accepted = accept(application=application, actor=actor)
    centre = Centre.objects.get(pk=accepted.centre_id)
    describe(centre, facts, actor=actor)
    return centre


def signed_ago(facts: dict[str, Any]) -> timedelta:
    years, days = facts.get("signed", (0, 1))
    return timedelta(days=years * DAYS_A_YEAR + days)


def apply_for_centre(facts: dict[str, Any]) -> Application:
    """Send the form of one centre of the story."""
    officers = {
        office: (name, f"{local}@mondcivitan.example")
        for office, (name, local) in zip(Office, facts["officers"], strict=True)
    }
    name, email = officers[Office.MANAGER]
    application, _is_new = receive(
        kind=Kind.CENTRE,
        language=facts["languages"][0],
        facts={
            **{key: facts[key] for key in ("name", "place", "country", "languages", "message")},
            "contact_name": name,
        },
        email=email,
        ticket=f"story-{facts['officers'][0][1]}"[:32],
        officers=officers,
    )
    return application


def tick_everything(application: Application, *, actor: Any, ago: timedelta) -> None:
    signed_on = timezone.localdate() - ago
    keep_checklist(
        application=application,
        actor=actor,
        facts={
            "convention_signed_on": signed_on,
            "convention_file": ContentFile(sample_convention(str(application)), name="convention.pdf"),
            "clause_accepted_on": signed_on,
            "agreed_languages": application.languages if application.is_for_centre else [],
        },
    )


def describe(centre: Centre, facts: dict[str, Any], *, actor: Any) -> None:
    latitude, longitude = facts["position"]
    centre.latitude, centre.longitude = Decimal(str(latitude)), Decimal(str(longitude))
    centre.postal_address, centre.phone, centre.hue = facts["address"], facts["phone"], facts["hue"]
    centre.email = f"centre-{centre.slug}@mondcivitan.example"
    save_profile(centre=centre, picture=None, words={}, languages=facts["languages"], actor=actor)


def tell_the_rest(story: Story) -> None:
    """Let the written microsites go live, move states on, and leave work for the secretariat. Comes after the texts."""
    told = tomllib.loads((STORY / "centres.toml").read_text(encoding="utf-8"))
    for facts in told["centres"]:
        settle(Centre.objects.get(name=facts["name"]), facts, actor=story.user)
    rest = tomllib.loads((STORY / "rest.toml").read_text(encoding="utf-8"))
    for facts in rest["applications"]:
        leave_application(facts, actor=story.user)
    for facts in rest["correspondents"]:
        appoint_correspondent(facts, actor=story.user)
    for facts in rest["reports"]:
        write_report(facts, actor=story.user)


def settle(centre: Centre, facts: dict[str, Any], *, actor: Any) -> None:
    go_live(centre=centre, actor=actor)
    if "state" in facts:
        change_state(centre=centre, state=CentreState(facts["state"]), actor=actor, reason=facts["why"])


def leave_application(facts: dict[str, Any], *, actor: Any) -> None:
    """Bring an application as far as its `state` says."""
    application = apply_for_centre(facts) if "officers" in facts else apply_alone(facts)
    confirm(application=application)
    if facts["state"] != ApplicationState.RECEIVED:
        open_reading(application=application, actor=actor)
    if facts["state"] == ApplicationState.ASKED:
        ask(application=application, actor=actor, text=facts["words"])
    if facts["state"] == ApplicationState.REFUSED:
        refuse(application=application, actor=actor, reason=facts["words"])
    sent_at = timezone.now() - timedelta(days=facts["days"])
    Application.objects.filter(pk=application.pk).update(created_at=sent_at, state_since=sent_at)


def apply_alone(facts: dict[str, Any]) -> Application:
    names = ("contact_name", "place", "country", "languages", "message", "is_public")
    application, _is_new = receive(
        kind=Kind.CORRESPONDENT,
        language=facts["languages"][0],
        facts={name: facts[name] for name in names if name in facts},
        email=facts["email"],
        ticket=f"story-{facts['contact_name']}"[:32],
    )
    return application


def appoint_correspondent(facts: dict[str, Any], *, actor: Any) -> None:
    application = apply_alone(facts)
    confirm(application=application)
    ago = timedelta(days=facts["active"])
    tick_everything(application, actor=actor, ago=ago + timedelta(days=DAYS_A_YEAR))
    person = accept(application=application, actor=actor).correspondent
    person.last_active_on = timezone.localdate() - ago
    person.appointed_on = person.last_active_on - timedelta(days=DAYS_A_YEAR)
    person.save(update_fields=["last_active_on", "appointed_on"])
    if "ended" in facts:
        end(correspondent=person, actor=actor, reason=facts["ended"])


def write_report(facts: dict[str, Any], *, actor: Any) -> None:
    """Keep, or send, the report of so many years ago."""
    owner = (
        Centre.objects.get(name=facts["centre"])
        if "centre" in facts
        else Correspondent.objects.get(name=facts["correspondent"])
    )
    keep(
        owner=owner,
        year=timezone.localdate().year - facts["years"],
        actor=actor,
        facts={name: facts[name] for name in FIELDS if name in facts},
        send=facts.get("sent", True),
    )


register_chapter(Chapter(folder=STORY, types={}, end=found_centres, order=60))
register_chapter(Chapter(folder=STORY, types={}, end=tell_the_rest, order=95))
