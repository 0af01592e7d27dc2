"""The applicants' way: apply, confirm, follow, correct, answer, appeal."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from threading import Event, Thread

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connections, transaction
from django.test import override_settings
from django.utils import timezone

from centres.affiliation import links, services
from centres.affiliation.enums import ApplicationState, Happening, Kind
from centres.affiliation.models import Application
from centres.affiliation.retention import delete_overdue
from cms.core.models import AuditEntry, Mail
from tests.factories.affiliation import make_application, make_candidature, make_secretary, tick
from tests.factories.forms import Visitor
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db
CENTRE = "/fr/affiliation/centre/"
ANSWERS = {
    "name": "Lunville",
    "place": "Lunville",
    "country": "FR",
    "languages": ["fr", "eo"],
    "manager_name": "Ilia Sorel",
    "manager_email": "ilia@lunville.example",
    "treasurer_name": "Noor Adeyemi",
    "treasurer_email": "noor@lunville.example",
    "secretary_name": "Pia Valmont",
    "secretary_email": "pia@lunville.example",
    "message": "Trois voisins et une table",
    "is_read": "on",
}


@pytest.fixture
def visitor():
    found = Visitor()
    found.open(CENTRE)
    return found


def problems(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [item.get_text() for item in soup.select(".form-errors li")]


def test_a_centre_applies_without_scripts_and_confirms_by_pressing_a_button(visitor):
    sent = visitor.send(ANSWERS)

    application = Application.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, "/fr/affiliation/sent/")
    assert application.state == ApplicationState.UNCONFIRMED
    assert application.language == "fr"
    assert application.officers.count() == 3
    mail = Mail.objects.get()
    link = re.search(r"https?://[^/]+(/fr/affiliation/confirm/\S+)", mail.text)[1]
    assert (mail.to, mail.language) == ("ilia@lunville.example", "fr")
    assert "Lunville" not in mail.text, "a stranger's words are not carried to a typed address"

    assert visitor.client.get(link).status_code == 200
    application.refresh_from_db()
    assert application.state == ApplicationState.UNCONFIRMED, "a look is no confirmation"

    confirmed = visitor.client.post(link)
    application.refresh_from_db()
    assert application.state == ApplicationState.RECEIVED
    page = visitor.client.get(confirmed["Location"])
    assert page["Cache-Control"] == "private, no-store"
    step = BeautifulSoup(page.content, "html.parser").select_one("[aria-current=step]")
    assert step.get_text(strip=True) == "Reçue"


LATER = {"later": "1"}


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_stays_sent_when_it_is_kept_at_the_same_moment():
    make_site()
    facts = {
        "name": "Lunville",
        "place": "Lunville",
        "country": "FR",
        "languages": ["fr"],
        "contact_name": "Ilia Sorel",
    }
    form = {"kind": Kind.CENTRE, "language": "fr", "email": "ilia@lunville.example", "ticket": "one"}
    services.keep_for_later(**form, facts={})
    is_sent, faults = Event(), []

    def send() -> None:
        with transaction.atomic():
            services.receive(**form, facts=facts)
            is_sent.set()
            time.sleep(0.5)

    def keep() -> None:
        is_sent.wait()
        services.keep_for_later(**form, facts={"name": "Lun"})

    in_threads(send, keep, faults=faults)

    application = Application.objects.get()
    assert faults == []
    assert (application.state, application.name) == (ApplicationState.UNCONFIRMED, "Lunville")


def in_threads(*acts, faults: list[Exception]) -> None:
    """Do all at once, each with connections of its own."""

    def run(act) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 -- the test reports it
            faults.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_form_half_filled_in_is_kept_resumed_by_link_and_sent_without_another_mail(visitor):
    part = {"name": "Lunville", "languages": ["eo"], "manager_email": "ilia@lunville.example", "country": "XX"}

    kept = visitor.send(part, **LATER)

    application = Application.objects.get()
    assert (kept.status_code, kept["Location"]) == (303, "/fr/affiliation/kept/")
    assert visitor.client.get(kept["Location"]).status_code == 200
    assert application.state == ApplicationState.UNFINISHED
    assert not Application.objects.confirmed().exists(), "nobody else sees it"
    mail = Mail.objects.get()
    assert "Lunville" not in mail.text
    link = re.search(r"https?://[^/]+(/fr/affiliation/resume/\S+)", mail.text)[1]

    page = BeautifulSoup(visitor.client.get(link).content, "html.parser")
    assert page.select_one("[name=a-name]")["value"] == "Lunville"
    assert [item["value"] for item in page.select("[name=a-languages][checked]")] == ["eo"]
    again = {f"a-{name}": value for name, value in ANSWERS.items() if name not in ("manager_email", "message")}
    assert len(problems(visitor.client.post(link, again))) == 1, "the message is missing"
    assert visitor.client.post(link, {**again, **LATER})["Location"] == "/fr/affiliation/kept/"
    assert application.officers.count() == 3

    sent = visitor.client.post(link, {**again, "a-message": "Trois voisins"})
    application.refresh_from_db()
    assert application.state == ApplicationState.RECEIVED
    assert [event.kind for event in application.events.all()] == [Happening.SENT, Happening.CONFIRMED]
    assert visitor.client.get(sent["Location"]).status_code == 200
    token = re.fullmatch(r"/fr/affiliation/status/(\S+)/", visitor.client.get(link)["Location"])[1]
    assert links.read(links.STATUS, token) == application, "sent is sent"


def test_keeping_asks_for_the_address_alone(visitor):
    response = visitor.send({"name": "Lunville"}, **LATER)

    assert len(problems(response)) == 1
    assert "Adresse électronique du responsable" in problems(response)[0]
    assert not Application.objects.exists()


def test_a_kept_form_may_be_sent_from_the_page_that_is_still_open(visitor):
    visitor.send({"manager_email": "ilia@lunville.example"}, **LATER)

    assert visitor.send(ANSWERS)["Location"] == "/fr/affiliation/sent/"
    application = Application.objects.get()
    assert (application.state, application.name) == (ApplicationState.UNCONFIRMED, "Lunville")
    visitor.send({**ANSWERS, "name": "Other"}, **LATER)
    application.refresh_from_db()
    assert (application.state, application.name) == (ApplicationState.UNCONFIRMED, "Lunville")


def test_a_correspondent_keeps_the_form_too_and_it_is_deleted_after_30_days():
    visitor = Visitor()
    visitor.open("/fr/affiliation/correspondent/")
    visitor.send({"email": "alma@isle.example"}, **LATER)
    application = Application.objects.get()
    link = links.resume_url(application)

    assert visitor.client.get(link).status_code == 200
    Mail.objects.update(state="kept")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert visitor.client.get(link).status_code == 404
        assert delete_overdue() == 1
    assert not Mail.objects.exists()


def test_sending_twice_makes_one_application(visitor):
    visitor.send(ANSWERS)
    again = visitor.send(ANSWERS)

    assert again.status_code == 303
    assert Application.objects.count() == 1
    assert Mail.objects.count() == 1


def test_a_known_address_gets_the_same_answer(visitor):
    first = visitor.send(ANSWERS)
    visitor.open(CENTRE)
    second = visitor.send(ANSWERS)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert first.content == second.content


def test_every_fault_is_said_and_every_entry_kept(visitor):
    wrong = {
        **ANSWERS,
        "country": "XX",
        "treasurer_email": "noor",
        "secretary_email": "ILIA@lunville.example",
        "name": "",
    }
    wrong.pop("is_read")

    response = visitor.send(wrong)

    assert response.status_code == 200
    assert len(problems(response)) == 5
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("[name=a-manager_name]")["value"] == "Ilia Sorel"
    assert soup.select_one("[name=a-message]").get_text(strip=True) == "Trois voisins et une table"
    assert [item["value"] for item in soup.select("[name=a-languages][checked]")] == ["fr", "eo"]
    assert not Application.objects.exists()


@pytest.mark.parametrize(("after", "more"), [(1, {}), (60, {"website": "buy"}), (60 * 60 * 25, {})])
def test_robots_and_old_pages_are_kept_out_with_words(visitor, after, more):
    response = visitor.send(ANSWERS, after=after, **more)

    assert len(problems(response)) == 1
    assert not Application.objects.exists()


@override_settings(FORM_RATE_WITHOUT_PROOF="1/h/ip")
def test_one_network_sends_no_flood(visitor):
    visitor.send(ANSWERS)
    visitor.open(CENTRE)

    assert visitor.send(ANSWERS).status_code == 429


def test_one_address_gets_no_flood(visitor):
    for _time in range(4):
        visitor.open(CENTRE)
        assert visitor.send(ANSWERS).status_code == 303

    assert Mail.objects.count() == 3


def test_unknown_kinds_and_links_are_not_found(client):
    assert client.get("/fr/affiliation/embassy/").status_code == 404
    assert client.get("/fr/affiliation/status/nonsense/").status_code == 404
    unconfirmed = make_application(confirmed=False)
    assert client.get(f"/fr/affiliation/status/{links.token_for(links.STATUS, unconfirmed)}/").status_code == 404
    assert client.get(f"/fr/affiliation/status/{links.token_for(links.CONFIRM, unconfirmed)}/").status_code == 404


def status_path(application: Application) -> str:
    return f"/fr/affiliation/status/{links.token_for(links.STATUS, application)}/"


def test_a_question_is_answered_on_the_status_page(client):
    application, secretary = make_application(), make_secretary()
    services.ask(application=application, actor=secretary, text="Depuis quand ?")
    path = status_path(application)
    assert "Depuis quand ?" in client.get(path).content.decode()

    assert client.post(path, {"act": "answer", "w-text": ""}).status_code == 200
    assert client.post(path, {"act": "answer", "w-text": "Depuis <b>mars</b>"}).status_code == 303

    application.refresh_from_db()
    assert application.state == ApplicationState.READING
    assert "Depuis &lt;b&gt;mars" in client.get(path).content.decode()
    assert Mail.objects.filter(notice="application_waiting", to=secretary.email).exists()


def test_data_are_corrected_until_it_is_decided(client):
    application = make_application()
    path = status_path(application)
    data = {f"a-{name}": value for name, value in ANSWERS.items()} | {"act": "correct", "a-place": "Lunville-Haut"}

    assert client.post(path, {**data, "a-manager_email": "thief@elsewhere.example"}).status_code == 303
    application.refresh_from_db()
    assert (application.place, application.email) == ("Lunville-Haut", "ilia@lunville.example")

    services.refuse(application=application, actor=None, reason="Too near")
    client.post(path, {**data, "a-place": "Elsewhere"})
    application.refresh_from_db()
    assert application.place == "Lunville-Haut"


def test_one_appeal_brings_a_refused_application_back(client):
    application = make_application(language="eo")
    services.refuse(application=application, actor=None, reason="Too near")
    mail = Mail.objects.get(notice="application_refused")
    assert mail.language == "eo"
    assert "Too near" in mail.text
    path = status_path(application)

    assert client.post(path, {"act": "appeal", "w-text": "It is far"}).status_code == 303
    application.refresh_from_db()
    assert application.state == ApplicationState.RECEIVED

    services.refuse(application=application, actor=None, reason="Still too near")
    assert 'value="appeal"' not in client.get(path).content.decode()


def test_whoever_is_confirmed_twice_is_told_once():
    application = make_candidature(confirmed=False)
    make_secretary()

    services.confirm(application=application)
    services.confirm(application=application)

    assert Mail.objects.filter(notice="application_received").count() == 1
    assert Mail.objects.filter(notice="application_waiting").count() == 1
    assert application.events.filter(kind=Happening.CONFIRMED).count() == 1


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_what_is_not_confirmed_is_deleted_after_thirty_days(days, left):
    application = make_application(confirmed=False)
    reference = application.reference
    Mail.objects.update(state="kept")

    with time_machine.travel(timezone.now() + timedelta(days=days)):
        delete_overdue()

    assert Application.objects.count() == left
    assert Mail.objects.count() == left
    assert not AuditEntry.objects.filter(object_label__contains="Lunville").exists(), "the log names nobody"
    assert AuditEntry.objects.filter(action="application.expired", data={"reference": reference}).count() == 1 - left


@pytest.mark.parametrize(("days", "left"), [(364, 1), (366, 0)])
def test_what_was_refused_is_deleted_after_a_year_with_its_document(days, left, django_capture_on_commit_callbacks):
    application = tick(make_application())
    services.refuse(application=application, actor=None, reason="Too near")
    file = application.convention_file

    with time_machine.travel(timezone.now() + timedelta(days=days)), django_capture_on_commit_callbacks(execute=True):
        delete_overdue()

    assert Application.objects.count() == left
    assert file.storage.exists(file.name) is bool(left)


def test_accepted_applications_are_kept():
    services.accept(application=make_candidature(complete=True), actor=None)

    with time_machine.travel(timezone.now() + timedelta(days=4000)):
        assert delete_overdue() == 0
