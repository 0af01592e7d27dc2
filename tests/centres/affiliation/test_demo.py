"""The story of the network: each state is there, and something waits for the secretariat."""

from __future__ import annotations

import pytest

from centres.affiliation import demo
from centres.affiliation.models import Application, Correspondent, Report
from centres.affiliation.reports.queries import last_year, owing_centres
from centres.models import Centre
from cms.core.story import Story

pytestmark = pytest.mark.django_db


def test_the_story_has_every_state():
    story = Story()

    demo.found_centres(story)
    demo.tell_the_rest(story)

    assert set(Centre.objects.values_list("state", flat=True)) == {"affiliated", "dormant", "suspended", "closed"}
    assert set(Application.objects.values_list("state", flat=True)) == {
        "accepted",
        "received",
        "reading",
        "asked",
        "refused",
    }
    limits = {person.name: person.may_be_struck_off for person in Correspondent.objects.all()}
    assert [name for name, is_over in limits.items() if is_over] == ["Mirela Stanciu"]
    assert [person.name for person in Correspondent.objects.all() if person.is_near_the_limit] == ["Kofi Amsel"]
    assert "Verdavilo" in set(owing_centres(last_year()).values_list("name", flat=True))
    assert Report.objects.filter(state="sent").count() == 3
