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
from centres.services import change_state
from cms.core.story import Chapter, Story, register_chapter

from .enums import Kind, Office
from .models import Application
from .papers import sample_convention
from .services import accept, confirm, keep_checklist, open_reading, receive

STORY = Path(__file__).parent / "story"
DAYS_A_YEAR = 365


def found_centres(story: Story) -> None:
    """Make the centres of `centres.toml`; apps that write their pages come after (an `order` above 60)."""
    for facts in tomllib.loads((STORY / "centres.toml").read_text(encoding="utf-8"))["centres"]:
        found_centre(facts, actor=story.user)


def found_centre(facts: dict[str, Any], *, actor: Any) -> Centre:
    """Let a centre apply, be confirmed and accepted; return it with its facts, before its state moves on."""
    application = apply_for_centre(facts)
    confirm(application=application)
    open_reading(application=application, actor=actor)
    tick_everything(application, actor=actor, ago=signed_ago(facts))
    accepted = accept(application=application, actor=actor)
    centre = Centre.objects.get(pk=accepted.centre_id)
    describe(centre, facts)
    if "state" in facts:
        change_state(centre=centre, state=CentreState(facts["state"]), actor=actor, reason=facts["why"])
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
        ticket=f"story-{facts['name']}"[:32],
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


def describe(centre: Centre, facts: dict[str, Any]) -> None:
    """Give a centre what its manager would fill in."""
    latitude, longitude = facts["position"]
    centre.latitude, centre.longitude = Decimal(str(latitude)), Decimal(str(longitude))
    centre.postal_address, centre.phone, centre.hue = facts["address"], facts["phone"], facts["hue"]
    centre.email = f"centre-{centre.slug}@mondcivitan.example"
    centre.save()


register_chapter(Chapter(folder=STORY, types={}, end=found_centres, order=60))
