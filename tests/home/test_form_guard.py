"""What keeps robots out and lets people in, with scripts and without."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.core import signing
from django.db import connection
from django.test import Client

from cms.core import guard
from cms.core.models import Mail
from home.forms import services
from home.models import FormPage, Submission
from tests.factories.forms import ANSWERS, Visitor, make_form, prove

pytestmark = pytest.mark.django_db
ADDRESS = "ilia@citizens.example"


@pytest.fixture
def page() -> FormPage:
    return make_form()


@pytest.fixture
def visitor(page) -> Visitor:
    found = Visitor(has_scripts=True)
    found.open(page.url)
    return found


def alert(visitor: Visitor, response) -> str:
    return visitor.read(response).select_one("[role=alert]").get_text(" ", strip=True)


class TestProof:
    def test_costs_work_and_is_bound_to_its_ticket(self):
        nonce = "a" * 32
        proof = prove(nonce)

        assert guard.is_proof(nonce, proof)
        assert not guard.is_proof("b" * 32, proof)
        assert int(proof) > 100

    @pytest.mark.parametrize("proof", ["", "-1", "1.0", "x", "１", "9" * 13, " 1", "\x00"])
    def test_other_forms_are_none(self, proof):
        assert not guard.is_proof("a" * 32, proof)

    def test_shortens_the_wait(self, page, visitor):
        assert visitor.send(ANSWERS, after=guard.LEAST_SECONDS + 1).status_code == 303

    def test_without_it_the_same_wait_is_too_short_and_the_answers_stay(self, page):
        visitor = Visitor()
        visitor.open(page.url)
        response = visitor.send(ANSWERS, after=guard.LEAST_SECONDS + 1)

        soup = visitor.read(response)
        assert str(guard.LEAST_SECONDS_WITHOUT_PROOF) in soup.select_one("[role=alert]").get_text()
        assert soup.select_one("[name=a-votre_nom]")["value"] == ANSWERS["votre_nom"]
        assert Submission.objects.count() == 0
        assert visitor.send(ANSWERS).status_code == 303

    def test_does_not_help_a_robot_that_answers_at_once(self, visitor):
        assert visitor.send(ANSWERS, after=0).status_code == 200
        assert Submission.objects.count() == 0

    def test_who_has_answers_to_mend_is_told_about_them_only(self, page):
        visitor = Visitor()
        visitor.open(page.url)
        soup = visitor.read(visitor.send({**ANSWERS, "votre_nom": ""}, after=0, website="x"))

        assert [link["href"] for link in soup.select("[role=alert] a")] == [f"#form-{page.pk}-a-votre_nom"]


class TestTrap:
    def test_who_fills_it_is_told_and_nothing_is_kept(self, visitor):
        response = visitor.send(ANSWERS, website="https://buy.example")

        assert "«" in alert(visitor, response)
        assert Submission.objects.count() == 0


class TestTicket:
    @pytest.mark.parametrize("ticket", ["", "x", "a:b:c", "\x00", "x" * 60_000])
    def test_a_forged_one_is_replaced_and_the_answers_stay(self, visitor, ticket):
        response = visitor.send(ANSWERS, ticket=ticket)

        soup = visitor.read(response)
        assert soup.select_one("textarea").get_text().strip() == ANSWERS["message"]
        assert visitor.send(ANSWERS, after=10).status_code == 303

    def test_of_another_form_is_none(self, page, visitor):
        other = Visitor()
        other.open(make_form(title="Autre").url)

        assert visitor.send(ANSWERS, ticket=other.hidden["ticket"]).status_code == 200

    def test_of_another_purpose_is_none(self, page):
        value = {"f": page.translation_key.hex, "n": "a" * 32, "o": 0, "t": 0}

        assert guard.read_ticket(signing.dumps(value, salt="another"), form_key=page.translation_key) is None
        assert guard.read_ticket(signing.dumps(value, salt=guard.SALT), form_key=page.translation_key)

    def test_ends_after_a_day_and_the_next_may_be_used_at_once(self, visitor):
        late = guard.TICKET_SECONDS + 5
        response = visitor.send(ANSWERS, after=late)

        assert response.status_code == 200
        assert Submission.objects.count() == 0
        visitor.read(response)
        assert visitor.send(ANSWERS, after=late).status_code == 303

    def test_is_good_for_one_record(self, visitor):
        first, second = visitor.send(ANSWERS), visitor.send(ANSWERS)

        assert Submission.objects.count() == 1
        assert first.status_code == second.status_code == 303
        pages = [visitor.client.get(answer["Location"]).content.decode() for answer in (first, second)]
        assert all(Submission.objects.get().reference in text for text in pages)

    def test_changed_answers_are_asked_about_and_then_sent_apart(self, visitor):
        visitor.send(ANSWERS)
        changed = {**ANSWERS, "message": "Encore un mot"}

        response = visitor.send(changed)

        assert Submission.objects.get().reference in alert(visitor, response)
        assert visitor.send(changed).status_code == 303
        assert [item.answers["message"] for item in Submission.objects.order_by("pk")] == [
            "Bonjour à tous",
            "Encore un mot",
        ]


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_make_one_record():
    """Ten threads pass the look-up together; the unique ticket decides."""
    page = make_form()
    barrier, references = Barrier(10), []

    def send() -> None:
        barrier.wait()
        kept, _new = services.receive(page, language="fr", answers={"votre_nom": "x"}, ticket="t" * 32)
        references.append(kept.reference)
        connection.close()

    threads = [Thread(target=send) for _number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(references) == 10
    assert len(set(references)) == Submission.objects.count() == 1
    assert Mail.objects.filter(notice="form_answers").count() == 1


class TestRate:
    def send_often(self, page, times: int, *, has_scripts: bool, address: str = "") -> list[int]:
        codes = []
        for number in range(times):
            visitor = Visitor(has_scripts=has_scripts)
            visitor.open(page.url)
            answers = {**ANSWERS, "message": f"n° {number}", **({"adresse": address} if address else {})}
            codes.append(visitor.send(answers, after=20).status_code)
        return codes

    def test_is_stricter_without_a_proof(self, page, settings):
        settings.FORM_RATE, settings.FORM_RATE_WITHOUT_PROOF = "4/h/ip", "2/h/ip"

        assert self.send_often(page, 3, has_scripts=False) == [303, 303, 429]
        assert self.send_often(page, 5, has_scripts=True) == [303, 303, 303, 303, 429]

    def test_used_up_keeps_the_answers(self, page, settings):
        settings.FORM_RATE_WITHOUT_PROOF = "1/h/ip"
        self.send_often(page, 1, has_scripts=False)
        visitor = Visitor()
        visitor.open(page.url)
        response = visitor.send(ANSWERS)

        soup = visitor.read(response)
        assert response.status_code == 429
        assert soup.select_one("[name=a-votre_nom]")["value"] == ANSWERS["votre_nom"]

    def test_mistakes_do_not_count(self, page, settings, visitor):
        settings.FORM_RATE = "1/h/ip"
        for _number in range(3):
            visitor.read(visitor.send({}))

        assert visitor.send(ANSWERS).status_code == 303

    def test_no_forwarded_address_gives_more(self, page, settings):
        settings.FORM_RATE_WITHOUT_PROOF = "1/h/ip"
        self.send_often(page, 1, has_scripts=False)
        visitor = Visitor(Client(headers={"X-Forwarded-For": "203.0.113.9"}))
        visitor.open(page.url)

        assert visitor.send(ANSWERS).status_code == 429

    def test_nobody_is_flooded_with_confirmations(self, page):
        codes = self.send_often(page, 5, has_scripts=True, address=ADDRESS)

        assert codes == [303] * 5
        assert Mail.objects.filter(notice="form_received", to=ADDRESS).count() == 3
        assert Mail.objects.filter(notice="form_answers").count() == 5


class TestReceipt:
    def test_may_be_loaded_again_and_is_nobodys_to_make(self, page, visitor):
        address = visitor.send({**ANSWERS, "adresse": ADDRESS})["Location"]
        kept = Submission.objects.get()

        for client in (visitor.client, visitor.client, Client()):
            response = client.get(address)
            assert response.status_code == 200
            assert kept.reference in response.content.decode()
            assert response["Cache-Control"] == "private, no-store"
        for altered in (address[:-1], f"{address}x", f"{page.url}?sent=x", f"{page.url}?sent={'x' * 5000}"):
            assert kept.reference not in visitor.client.get(altered).content.decode()
        assert Submission.objects.count() == 1

    def test_of_one_form_is_none_of_another(self, visitor):
        address = visitor.send(ANSWERS)["Location"]
        other = make_form(title="Autre")

        response = visitor.client.get(f"{other.url}?{address.partition('?')[2]}")

        assert Submission.objects.get().reference not in response.content.decode()
