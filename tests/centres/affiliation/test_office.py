"""The secretariat's screens, and who is kept out of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from centres.affiliation import services
from centres.affiliation.enums import ApplicationState, ReportState
from centres.affiliation.golive.services import go_live
from centres.affiliation.models import Application, Convention, Correspondent, Report
from centres.affiliation.network.queries import glances
from centres.affiliation.papers import sample_convention
from centres.affiliation.people import services as people
from centres.affiliation.reports import reminders
from centres.affiliation.reports import services as reports
from centres.enums import CentreState, Role
from centres.models import Centre
from cms.core.models import AuditEntry, Mail
from tests.factories.accounts import make_person
from tests.factories.affiliation import (
    OFFICERS,
    make_application,
    make_candidature,
    make_correspondent,
    make_secretary,
)
from tests.factories.centres import make_centre, make_member, make_microsite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CHECKLIST = {
    "convention_signed_on": "2024-03-01",
    "clause_accepted_on": "2024-03-01",
    "agreed_languages": ["eo", "fr"],
    **{f"{office}_name": name for office, (name, _email) in OFFICERS.items()},
    **{f"{office}_email": email for office, (_name, email) in OFFICERS.items()},
}


@pytest.fixture
def office(client):
    client.force_login(make_secretary())
    return client


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("convention.pdf", sample_convention("Lunville"))


def bind(centre: Centre, signed_on: date) -> Convention:
    return Convention.objects.create(
        centre=centre, signed_on=signed_on, clause_accepted_on=signed_on, file="conventions/none.pdf"
    )


class TestQueue:
    def test_one_click_accepts_once_the_checklist_is_complete(self, office):
        application = make_application()
        one = reverse("affiliation_application", args=[application.pk])
        button = BeautifulSoup(office.get(one).content, "html.parser").select_one("form[action$='accept/'] button")
        assert button.has_attr("disabled")

        saved = office.post(one, {**CHECKLIST, "convention_file": paper()})
        assert (saved.status_code, saved["Location"]) == (302, one)
        button = BeautifulSoup(office.get(one).content, "html.parser").select_one("form[action$='accept/'] button")
        assert not button.has_attr("disabled")
        office.post(reverse("affiliation_application_accept", args=[application.pk]))

        application.refresh_from_db()
        assert application.state == ApplicationState.ACCEPTED
        assert application.agreed_languages == ["fr", "eo"], "the applicant's first language stands first"
        assert Centre.objects.get().state == CentreState.AFFILIATED

    def test_the_checklist_is_saved_half_done(self, office):
        application = make_application()
        one = reverse("affiliation_application", args=[application.pk])

        office.post(one, {**CHECKLIST, "clause_accepted_on": "", "convention_signed_on": "2024-03-01"})

        application.refresh_from_db()
        assert str(application.convention_signed_on) == "2024-03-01"
        assert application.state == ApplicationState.READING

    def test_a_day_to_come_and_a_program_are_refused(self, office):
        application = make_application()
        one = reverse("affiliation_application", args=[application.pk])
        program = SimpleUploadedFile("convention.pdf", b"<script>alert(1)</script>")

        response = office.post(one, {**CHECKLIST, "convention_signed_on": "2999-01-01", "convention_file": program})

        assert response.status_code == 200
        application.refresh_from_db()
        assert not application.convention_file
        assert application.convention_signed_on is None

    def test_asking_and_refusing_are_mailed_in_the_applicants_language(self, office):
        application = make_application(language="eo")

        office.post(reverse("affiliation_application_ask", args=[application.pk]), {"text": "Kie?"})
        application.refresh_from_db()
        assert application.state == ApplicationState.ASKED
        office.post(reverse("affiliation_application_refuse", args=[application.pk]), {"text": "Tro proksime"})
        application.refresh_from_db()

        assert application.state == ApplicationState.REFUSED
        mails = Mail.objects.filter(notice__in=("application_question", "application_refused"))
        assert set(mails.values_list("language", "to")) == {("eo", "ilia@lunville.example")}

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_list_asks_the_same_for_one_and_three(self, office, number, django_assert_num_queries):
        for _place in range(number):
            make_application()
        make_application(confirmed=False, name="Unconfirmed")
        office.get(reverse("affiliation_applications"))

        with django_assert_num_queries(LIST_QUERIES):
            response = office.get(reverse("affiliation_applications"))

        assert "Unconfirmed" not in response.content.decode()

    def test_what_waits_for_the_secretariat_comes_first(self, office):
        for name in ("Roebury", "Aldstow", "Wexmoor"):
            make_application(name=name)
        services.refuse(application=Application.objects.get(name="Roebury"), actor=None, reason="no")
        services.ask(application=Application.objects.get(name="Aldstow"), actor=None, text="when?")
        Application.objects.filter(name="Roebury").update(state_since=timezone.now() - timedelta(days=90))

        text = office.get(reverse("affiliation_applications")).content.decode()

        assert text.index("Wexmoor") < text.index("Aldstow") < text.index("Roebury")

    def test_an_empty_list_says_where_applications_come_from(self, office):
        assert "No application waits" in office.get(reverse("affiliation_applications")).content.decode()

    def test_the_document_is_a_download_that_runs_nothing(self, office):
        application = make_application(complete=True)
        response = office.get(reverse("affiliation_application_convention", args=[application.pk]))

        assert response["Content-Disposition"].startswith("attachment")
        assert "no-store" in response["Cache-Control"]


LIST_QUERIES = 10


class TestDoors:
    def test_all_of_it_is_closed_to_a_team_and_to_correspondents(self, client):
        centre = make_microsite()
        application, person = make_application(), make_correspondent()
        for user in (make_member(centre, Role.MANAGER), person.user):
            client.force_login(user)
            for name, args in (
                ("affiliation_applications", []),
                ("affiliation_application", [application.pk]),
                ("affiliation_application_convention", [application.pk]),
                ("affiliation_network", []),
                ("affiliation_centre", [centre.pk]),
                ("affiliation_centre_act", [centre.pk, "close"]),
                ("affiliation_correspondents", []),
                ("affiliation_correspondent_edit", [person.pk]),
                ("affiliation_correspondent_end", [person.pk]),
            ):
                assert client.get(reverse(name, args=args)).status_code in (302, 403), (name, user)
        client.post(reverse("affiliation_centre_act", args=[centre.pk, "close"]), {"reason": "no"})
        centre.refresh_from_db()
        assert centre.state == CentreState.AFFILIATED

    def test_another_centres_rows_are_not_found(self, client):
        own, other = make_microsite("Lunville"), make_microsite("Oslund", country="NO")
        client.force_login(make_member(own, Role.MANAGER))
        foreign = reports.keep(owner=other, year=2020, actor=None, facts={"went_well": "secret"})
        paper = bind(other, date(2020, 1, 1))

        for name, args in (
            ("affiliation_report", [foreign.pk]),
            ("affiliation_convention", [paper.pk]),
            ("affiliation_go_live", [other.pk]),
            ("affiliation_report_write", ["centre", other.pk, 2020]),
        ):
            assert client.get(reverse(name, args=args)).status_code == 404, name
        client.post(reverse("affiliation_go_live", args=[other.pk]))
        client.post(reverse("affiliation_report_write", args=["centre", other.pk, 2020]), {"send": ""})
        foreign.refresh_from_db()
        other.refresh_from_db()
        assert foreign.state == ReportState.DRAFT
        assert other.went_live_at is None
        listed = client.get(reverse("affiliation_reports")).content.decode()
        assert "Oslund" not in listed

    def test_an_officer_reads_the_report_and_does_not_write_it(self, client):
        centre = make_centre()
        report = reports.keep(owner=centre, year=2020, actor=None, facts={})
        client.force_login(make_member(centre, Role.OFFICER))

        assert client.get(reverse("affiliation_report", args=[report.pk])).status_code in (200, 302)
        assert client.get(reverse("affiliation_report_write", args=["centre", centre.pk, 2020])).status_code in (
            302,
            403,
        )


class TestNetwork:
    @pytest.mark.parametrize("number", [1, 3])
    def test_the_view_asks_the_same_for_one_and_three(self, office, number, django_assert_num_queries):
        for place in range(number):
            make_microsite(f"Lunville{place}")
        office.get(reverse("affiliation_network"))

        with django_assert_num_queries(NETWORK_QUERIES):
            office.get(reverse("affiliation_network"))

    def test_it_counts_what_is_missing_and_due(self):
        centre = make_microsite("Lunville", languages=("fr", "eo"))
        page = centre.pages.get(locale__language_code="eo").get_children().first()
        page.unpublish()
        make_member(centre, Role.MANAGER, ends_on=timezone.localdate() + timedelta(days=30))
        make_member(centre, Role.EDITOR, ends_on=timezone.localdate() + timedelta(days=300))
        bind(centre, date(2020, 1, 1))

        glance = glances([centre])[centre.pk]

        assert (glance.missing_texts, glance.ending_terms, glance.owes_report) == (1, 1, True)
        assert glance.last_published is not None

    def test_the_copy_holds_no_formula(self, office):
        make_centre("=cmd()", slug="cmd")

        response = office.get(reverse("affiliation_network") + "?export=csv")

        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert "'=cmd()" in text
        assert AuditEntry.objects.filter(action="centre.exported").count() == 1

    @pytest.mark.parametrize("need", ["report", "terms"])
    def test_filters_narrow(self, office, need):
        make_centre("Oslund", country="NO")
        needy = make_centre("Lunville")
        make_member(needy, Role.MANAGER, ends_on=timezone.localdate() + timedelta(days=30))
        bind(needy, date(2020, 1, 1))

        text = office.get(reverse("affiliation_network") + f"?needs={need}").content.decode()

        assert "Lunville" in text
        assert "Oslund" not in text

    def test_each_act_asks_why_and_is_written_down(self, office):
        centre = make_microsite()
        bind(centre, date(2020, 1, 1))
        way = [("dormant", "dormant"), ("suspend", "suspended"), ("reopen", "affiliated"), ("close", "closed")]

        for act, state in [*way, ("found-again", "affiliated")]:
            address = reverse("affiliation_centre_act", args=[centre.pk, act])
            assert office.get(address).status_code == 200
            office.post(address, {"reason": ""})
            office.post(address, {"reason": f"because {act}"})
            centre.refresh_from_db()
            assert centre.state == state

        reasons = list(centre.changes.values_list("reason", flat=True))
        assert len(reasons) == 6
        assert reasons[0] == "because found-again"
        assert office.get(reverse("affiliation_centre", args=[centre.pk])).status_code == 200

    def test_closing_ends_the_convention_and_taking_it_back_lets_that_one_run_again(self, office):
        centre = make_microsite()
        old, running = bind(centre, date(2015, 1, 1)), bind(centre, date(2020, 1, 1))
        Convention.objects.filter(pk=old.pk).update(ended_on=date(2019, 12, 31))

        for act, ended_on in (("close", timezone.localdate()), ("found-again", None)):
            office.post(reverse("affiliation_centre_act", args=[centre.pk, act]), {"reason": "a mistake"})
            assert Convention.objects.get(pk=running.pk).ended_on == ended_on

        assert Convention.objects.get(pk=old.pk).ended_on == date(2019, 12, 31)

    def test_the_screen_of_a_centre_leads_to_its_team(self, office):
        centre = make_microsite()
        make_member(centre, Role.TRANSLATOR, language="eo")
        former = make_member(centre, email="over@example.org", first_name="", last_name="")
        former.terms.update(begins_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))

        screen = office.get(reverse("affiliation_centre", args=[centre.pk])).content.decode()

        assert reverse("team_centre", args=[centre.pk]) in screen
        assert "translator (Esperanto)" in screen
        assert "over@example.org" not in screen, "who served before is in the history of the team"

    def test_an_act_that_does_not_fit_the_state_is_not_found(self, office):
        centre = make_centre()

        assert (
            office.post(reverse("affiliation_centre_act", args=[centre.pk, "reopen"]), {"reason": "x"}).status_code
            == 404
        )


NETWORK_QUERIES = 16


class TestPeople:
    def test_two_years_without_activity_allow_to_strike_off(self):
        person = make_correspondent()
        with pytest.raises(ValidationError):
            people.end(correspondent=person, actor=None, reason="x", strike_off=True)

        with time_machine.travel(timezone.now() + timedelta(days=650)):
            assert person.is_near_the_limit
        with time_machine.travel(timezone.now() + timedelta(days=732)):
            assert person.may_be_struck_off
            ended = people.end(correspondent=person, actor=make_secretary(), reason="two years", strike_off=True)

        assert (ended.state, ended.reason, str(ended.ended_by)) == ("struck_off", "two years", "Zamira Holm")
        assert ended.conventions.get().ended_on == ended.ended_on
        assert not ended.user.groups.exists()

    def test_the_directory_names_only_who_agreed(self, client, office, django_capture_on_commit_callbacks):
        person = make_correspondent()
        make_correspondent(contact_name="Silent Reyes", email="silent@isle.example", is_public=False)
        directory = "/fr/centres/"
        assert "Alma Reyes" in client.get(directory).content.decode()
        assert "Silent Reyes" not in client.get(directory).content.decode()
        assert person.email not in client.get(directory).content.decode()

        client.force_login(person.user)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("affiliation_correspondent_consent", args=[person.pk]), {"hide": ""})

        person.refresh_from_db()
        assert not person.is_public
        assert "Alma Reyes" not in client.get(directory).content.decode()

    def test_screens_show_and_change(self, office):
        person = make_correspondent()
        one = reverse("affiliation_correspondent", args=[person.pk])
        today = timezone.localdate()
        Correspondent.objects.update(last_active_on=today - timedelta(days=700))

        assert "Two years without activity on" in office.get(one).content.decode()
        office.post(reverse("affiliation_correspondent_activity", args=[person.pk]), {"on": today.isoformat()})
        office.post(
            reverse("affiliation_correspondent_edit", args=[person.pk]),
            {"name": "Alma R.", "email": person.email, "place": "Isle", "country": "IE", "languages": ["en"]},
        )
        person.refresh_from_db()
        assert (person.last_active_on, person.name) == (today, "Alma R.")
        office.post(reverse("affiliation_correspondent_end", args=[person.pk]), {"reason": "moves away"})
        person.refresh_from_db()
        assert (person.state, person.reason) == ("ended", "moves away")

    def test_a_correspondent_sees_the_own_row_and_convention_only(self, client):
        own, other = make_correspondent(), make_correspondent(email="other@isle.example")
        client.force_login(own.user)

        assert client.get(reverse("affiliation_correspondent", args=[own.pk])).status_code == 200
        assert client.get(reverse("affiliation_correspondent", args=[other.pk])).status_code == 404
        assert client.get(reverse("affiliation_convention", args=[own.conventions.get().pk])).status_code == 200
        assert client.get(reverse("affiliation_convention", args=[other.conventions.get().pk])).status_code == 404


FIGURES = {"registrations": 3, "cards": 2, "meetings": 1, "people": 9, "currency": "eur"}
MONEY = {"money_received": "10.50", "money_sent": "5"}


class TestReports:
    @pytest.fixture
    def person(self, client):
        found = make_correspondent()
        client.force_login(found.user)
        return found

    def test_a_draft_is_kept_then_sent_then_opened_again(self, client, person):
        address = reverse("affiliation_report_write", args=["correspondent", person.pk, timezone.localdate().year])
        client.post(address, {**FIGURES, **MONEY, "keep": ""})
        report = Report.objects.get()
        assert (report.state, report.currency, report.cards) == ("draft", "EUR", 2)

        assert client.post(address, {**FIGURES, **MONEY, "send": ""}).status_code == 200, (
            "words are asked before sending"
        )
        client.post(address, {**FIGURES, **MONEY, "went_well": "Tea", "send": ""})
        report.refresh_from_db()
        assert (report.state, report.sent_by) == ("sent", person.user)
        client.post(address, {**FIGURES, **MONEY, "went_well": "Changed", "send": ""})
        report.refresh_from_db()
        assert report.went_well == "Tea"

        client.force_login(make_secretary())
        assert "Tea" in client.get(reverse("affiliation_report", args=[report.pk])).content.decode()
        client.post(reverse("affiliation_report_reopen", args=[report.pk]))
        report.refresh_from_db()
        assert report.state == ReportState.DRAFT

    @pytest.mark.parametrize("wrong", [{"cards": -1}, {"money_sent": "-1"}, {"currency": "euro"}, {"cards": "many"}])
    def test_bad_figures_are_refused_with_words(self, client, person, wrong):
        address = reverse("affiliation_report_write", args=["correspondent", person.pk, timezone.localdate().year])

        response = client.post(address, {**FIGURES, **MONEY, **wrong, "keep": ""})

        assert response.status_code == 200
        assert not Report.objects.exists()

    def test_a_year_to_come_is_not_found(self, client, person):
        address = reverse("affiliation_report_write", args=["correspondent", person.pk, timezone.localdate().year + 1])

        assert client.get(address).status_code == 404

    def test_the_copy_is_the_secretariats_alone_and_holds_no_formula(self, client, person):
        reports.keep(owner=person, year=2020, actor=None, facts={"went_well": "=1+1"}, send=True)
        assert client.get(reverse("affiliation_reports") + "?export=csv").status_code in (302, 403)

        client.force_login(make_secretary())
        response = client.get(reverse("affiliation_reports") + "?export=csv")
        assert "'=1+1" in b"".join(response.streaming_content).decode("utf-8-sig")

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_list_asks_the_same_for_one_and_three(self, office, number, django_assert_num_queries):
        centre = make_centre()
        for year in range(number):
            reports.keep(owner=centre, year=2020 + year, actor=None, facts={})
        office.get(reverse("affiliation_reports"))

        with django_assert_num_queries(REPORT_QUERIES):
            office.get(reverse("affiliation_reports"))

    @pytest.mark.parametrize(
        ("day", "notice"),
        [("2029-12-31", ""), ("2030-01-01", "report_due"), ("2030-02-10", ""), ("2030-02-14", "report_late")],
    )
    def test_reminders_come_before_and_after_the_day_once_each(self, day, notice):
        centre = make_centre()
        bind(centre, date(2020, 1, 1))
        done = make_centre("Oslund", country="NO")
        bind(done, date(2020, 1, 1))
        with time_machine.travel("2029-12-31T12:00:00+00:00"):
            reports.keep(owner=done, year=2029, actor=None, facts={}, send=True)
        manager = make_member(centre, Role.MANAGER)
        make_member(centre, Role.EDITOR)
        make_member(done, Role.MANAGER)

        with time_machine.travel(f"{day}T12:00:00+00:00"):
            reminders.remind()
            reminders.remind()

        found = list(Mail.objects.filter(notice__startswith="report_").values_list("notice", "to"))
        assert found == ([(notice, manager.email)] if notice else [])


REPORT_QUERIES = 15


def test_the_application_leads_to_what_became_of_it(office):
    kept = make_correspondent()

    screen = office.get(reverse("affiliation_application", args=[kept.application_id])).content.decode()

    assert reverse("affiliation_correspondent", args=[kept.pk]) in screen


def test_correspondents_read_which_day_the_rule_of_two_years_names(client):
    with time_machine.travel("2026-03-02", tick=False):
        kept = make_correspondent()
        client.force_login(kept.user)
        screen = client.get(reverse("affiliation_correspondent", args=[kept.pk])).content.decode()

        desk = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser").select_one(".mc-desk")

    assert "Two years without activity on March 2, 2028" in screen
    assert desk.select_one(".mc-desk__shortcuts a")["href"] == reverse("affiliation_correspondent", args=[kept.pk])


class TestGoLive:
    def test_the_manager_goes_live_once_in_every_language_with_text(self, client):
        centre = make_microsite(is_live=False)
        manager = make_member(centre, Role.MANAGER)
        client.force_login(manager)
        address = reverse("affiliation_go_live", args=[centre.pk])
        before = client.get(address).content.decode()
        assert "in these languages: French, Esperanto" in " ".join(before.split())
        assert 'href="/fr/centres/lunville/"' not in before

        client.post(address)
        assert 'href="/fr/centres/lunville/"' in client.get(address).content.decode()
        centre.refresh_from_db()
        first = centre.went_live_at
        client.post(address)
        centre.refresh_from_db()

        assert centre.went_live_at == first
        assert {page.live for home in centre.pages.all() for page in home.get_descendants(inclusive=True)} == {True}
        assert AuditEntry.objects.filter(action="centre.went_live").count() == 1
        assert client.get("/eo/centres/lunville/").status_code == 200

    def test_an_editor_sees_the_list_and_may_not(self, client):
        centre = make_microsite(is_live=False)
        client.force_login(make_member(centre, Role.EDITOR))
        address = reverse("affiliation_go_live", args=[centre.pk])

        screen = client.get(address)
        assert screen.status_code == 200
        assert f'<a href="{reverse("team_centre", args=[centre.pk])}">At least one more' in screen.content.decode()
        assert client.post(address).status_code in (302, 403)
        centre.refresh_from_db()
        assert centre.went_live_at is None

    def test_a_suspended_centre_does_not(self):
        centre = make_microsite(is_live=False, state="suspended")

        with pytest.raises(ValidationError):
            go_live(centre=centre, actor=None)


def test_the_desk_says_what_waits(client):
    centre = make_microsite(is_live=False)
    bind(centre, date(2020, 1, 1))
    client.force_login(make_member(centre, Role.MANAGER))
    text = client.get("/cms/").content.decode()
    assert reverse("affiliation_go_live", args=[centre.pk]) in text
    assert reverse("affiliation_report_write", args=["centre", centre.pk, timezone.localdate().year - 1]) in text

    make_candidature()
    client.force_login(make_secretary())
    assert reverse("affiliation_applications") in client.get("/cms/").content.decode()
    client.force_login(make_person("stranger@example.org"))
    assert Application.objects.waiting().count() == 1


@pytest.mark.prove
def test_five_hundred_centres_take_no_more_questions(office, django_assert_max_num_queries):
    make_microsite("Lunville")
    Centre.objects.bulk_create(
        Centre(name=f"Centre {number}", slug=f"centre-{number}", place="Place", country="FR", state="affiliated")
        for number in range(500)
    )
    office.get(reverse("affiliation_network"))

    with django_assert_max_num_queries(NETWORK_QUERIES):
        office.get(reverse("affiliation_network"))
    rows = b"".join(office.get(reverse("affiliation_network") + "?export=csv").streaming_content)
    assert rows.count(b"\n") == 502
