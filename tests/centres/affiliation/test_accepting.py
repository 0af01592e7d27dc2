"""Acceptance does all of it, and the second time nothing."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, connections  # noqa: F401 -- named in a condition

from centres.affiliation import services
from centres.affiliation.enums import ApplicationState
from centres.affiliation.models import Application, Convention, Correspondent
from centres.enums import CentreState, Role
from centres.models import Centre, Term
from centres.services import change_state
from centres.team.models import Invitation
from cms.core.models import Mail
from tests.factories.affiliation import make_application, make_candidature, make_secretary, tick
from tests.factories.centres import make_member, make_microsite
from tests.factories.pages import make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def rows() -> dict[str, int]:
    """Count every table."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_acceptance_makes_the_centre_its_microsite_its_convention_and_invites():
    application = services.accept(application=make_application(complete=True), actor=make_secretary())

    centre = Centre.objects.get()
    assert (centre.name, centre.slug, centre.place, centre.country.code) == ("Lunville", "lunville", "Lunville", "FR")
    assert centre.state == CentreState.AFFILIATED
    assert application.centre == centre
    assert [change.new_state for change in centre.changes.all()] == ["affiliated"]
    assert list(centre.languages.values_list("code", flat=True)) == ["fr", "eo"]
    assert {page.locale.language_code: page.live for page in centre.pages.all()} == {"fr": False, "eo": False}
    assert {row.role for row in centre.groups.all()} == set(Role)
    convention = Convention.objects.get()
    assert convention.centre == centre
    assert convention.file.read().startswith(b"%PDF")
    invited = Invitation.objects.order_by("pk").values_list("email", "role", "mail_language")
    assert list(invited) == [
        ("ilia@lunville.example", Role.MANAGER, "fr"),
        ("noor@lunville.example", Role.TREASURER, "fr"),
        ("pia@lunville.example", Role.OFFICER, "fr"),
    ]
    assert Mail.objects.filter(notice="application_accepted", to="ilia@lunville.example", language="fr").count() == 1


def test_acceptance_twice_has_one_result():
    application, secretary = make_application(complete=True), make_secretary()

    services.accept(application=application, actor=secretary)
    once = rows()
    services.accept(application=application, actor=secretary)

    assert rows() == once


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_at_once_have_one_result():
    make_site()
    application, secretary = make_application(complete=True), make_secretary()
    start, faults = Barrier(2), []

    def click() -> None:
        try:
            start.wait()
            services.accept(application=application, actor=secretary)
        except Exception as error:  # noqa: BLE001 -- reported below
            faults.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=click) for _place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    once = rows()
    services.accept(application=application, actor=secretary)

    assert faults == []
    assert rows() == once
    assert (Centre.objects.count(), Convention.objects.count(), Invitation.objects.count()) == (1, 1, 3)


@pytest.mark.parametrize(
    "missing", ["convention_signed_on", "convention_file", "clause_accepted_on", "agreed_languages"]
)
def test_an_open_line_of_the_checklist_refuses(missing):
    application = make_application(complete=True)
    empty = {"convention_file": "", "agreed_languages": []}.get(missing)
    Application.objects.filter(pk=application.pk).update(**{missing: empty})

    with pytest.raises(ValidationError, match="checklist"):
        services.accept(application=application, actor=None)

    assert not Centre.objects.exists()


def test_three_offices_of_two_people_are_not_enough():
    application = make_application(complete=True)
    application.officers.filter(office="secretary").update(email="NOOR@lunville.example")

    with pytest.raises(ValidationError, match="checklist"):
        services.accept(application=application, actor=None)


def test_a_refused_application_is_not_accepted():
    application = make_application(complete=True)
    services.refuse(application=application, actor=None, reason="Too near")

    with pytest.raises(ValidationError, match="not open"):
        services.accept(application=application, actor=None)


def test_founding_again_keeps_address_pages_and_history():
    centre = make_microsite("Lunville", languages=("fr",))
    change_state(centre=centre, state=CentreState.CLOSED, actor=None, reason="dissolved")
    page = centre.pages.get()
    application = make_application(languages=["eo", "fr"])
    services.keep_checklist(application=application, actor=None, facts={"founded_again": centre})
    application.refresh_from_db()

    services.accept(application=tick(application), actor=None)

    centre.refresh_from_db()
    assert Centre.objects.count() == 1
    assert centre.state == CentreState.AFFILIATED
    assert [change.new_state for change in centre.changes.all()] == ["affiliated", "closed", "affiliated"]
    assert list(centre.languages.values_list("code", flat=True)) == ["eo", "fr"]
    assert centre.pages.filter(pk=page.pk).exists()
    assert centre.pages.count() == 2


def test_the_team_of_a_closed_centre_does_not_come_back_with_it():
    centre = make_microsite("Lunville", languages=("fr",))
    old, staying = make_member(centre, Role.EDITOR), make_member(centre, Role.EDITOR, "noor@lunville.example")
    change_state(centre=centre, state=CentreState.CLOSED, actor=None, reason="dissolved")
    application = make_application(complete=True, languages=["fr"])
    Application.objects.filter(pk=application.pk).update(founded_again=centre)

    services.accept(application=application, actor=make_secretary())

    assert [term.user for term in Term.objects.current().filter(centre=centre)] == [staying]
    assert not old.groups.exists()


def test_a_second_centre_of_a_name_gets_an_address_of_its_own():
    services.accept(application=make_application(complete=True), actor=None)
    services.accept(application=make_application(complete=True), actor=None)

    assert sorted(Centre.objects.values_list("slug", flat=True)) == ["lunville", "lunville-2"]


def test_a_correspondent_gets_a_convention_and_an_account_once():
    application = make_candidature(complete=True)

    services.accept(application=application, actor=None)
    once = rows()
    services.accept(application=application, actor=None)

    assert rows() == once
    correspondent = Correspondent.objects.get()
    assert (correspondent.name, correspondent.place, correspondent.is_public) == ("Alma Reyes", "Isle", True)
    assert correspondent.conventions.count() == 1
    assert correspondent.user.email == "alma@isle.example"
    assert not Centre.objects.exists()
    application.refresh_from_db()
    assert application.state == ApplicationState.ACCEPTED
