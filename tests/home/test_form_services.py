"""What becomes of answers: mails, periods, deletion."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from cms.core import clock
from cms.core.models import AuditEntry, Mail
from cms.desk.models import TrashEntry
from cms.desk.trash import services as trash
from home.forms import queries, services
from home.models import FormPage, Submission
from tests.factories.accounts import make_superuser
from tests.factories.forms import ANSWERS, ENGLISH, make_form, translate_form
from tests.factories.pages import make_section, make_site

pytestmark = pytest.mark.django_db
SENDER = "ilia@citizens.example"


def receive(page: FormPage, number: int = 1, **changes: Any) -> Submission:
    given = {"language": "fr", "answers": ANSWERS, "ticket": f"{number:032}", **changes}
    return services.receive(page, **given)[0]


def empty_trash() -> None:
    for entry in TrashEntry.objects.all():
        trash.delete_for_good(entry_id=entry.pk)


class TestMails:
    def test_desk_gets_answers_in_its_language_and_answers_the_sender(self):
        page = make_form(desk_addresses="one@mondcivitan.example, two@mondcivitan.example", desk_language="en")
        labels = [
            {"label": "Your name"},
            {"label": "Address"},
            {"label": "Subject", "choices": "A\nB"},
            {"label": "Words"},
        ]
        labels[3]["help_text"] = "Some lines"
        translate_form(page, "en", "Write", labels)
        sent = receive(page, language="eo", answers={**ANSWERS, "adresse": SENDER, "message": "Unu\nLabel: du <b>"})

        mails = Mail.objects.filter(notice="form_answers").order_by("to")
        assert [mail.to for mail in mails] == ["one@mondcivitan.example", "two@mondcivitan.example"]
        mail = mails[0]
        assert mail.language == "en"
        assert mail.reply_to == SENDER
        assert mail.subject == f"Write: answers {sent.reference}"
        assert "Your name\n  Ilia Sorel" in mail.text
        assert "\n  Unu\n  Label: du <b>" in mail.text
        assert "Esperanto" in mail.text
        assert "Unu<br>Label: du &lt;b&gt;" in mail.html
        assert "<b>" not in mail.html

    def test_sender_gets_a_reference_in_the_senders_language_and_no_stranger_s_words(self):
        page = make_form()
        sent = receive(page, language="en", answers={**ANSWERS, "adresse": SENDER, "message": "BUY PILLS"})

        mail = Mail.objects.get(notice="form_received")
        assert mail.to == SENDER
        assert mail.language == "en"
        assert sent.reference in mail.subject
        assert "PILLS" not in mail.text + mail.html + mail.subject
        assert "Ilia" not in mail.text

    def test_without_desk_or_address_none_is_written(self):
        receive(make_form(desk_addresses=""))

        assert Mail.objects.count() == 0

    @pytest.mark.parametrize("title", ["Objet\nBcc: all@citizens.example", "Objet\r\nTo: x"])
    def test_no_header_comes_in_through_a_title(self, title):
        page = make_form()
        FormPage.objects.filter(pk=page.pk).update(title=title)
        receive(FormPage.objects.get(pk=page.pk), answers={**ANSWERS, "adresse": SENDER})

        for mail in Mail.objects.all():
            assert "\n" not in mail.subject
            assert mail.to in {"desk@mondcivitan.example", SENDER}
            assert set(mail.headers) <= {"Auto-Submitted", "Message-ID"}

    def test_are_written_once_for_one_ticket(self):
        page = make_form()
        first, again = receive(page), receive(page)

        assert first == again
        assert Mail.objects.count() == 1


class TestPeriods:
    @pytest.mark.parametrize(
        ("day", "months", "then"),
        [
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2027, 8, 31), 6, date(2028, 2, 29)),
            (date(2026, 11, 24), 1, date(2026, 12, 24)),
            (date(2026, 12, 1), 12, date(2027, 12, 1)),
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2026, 1, 15), 24, date(2028, 1, 15)),
        ],
    )
    def test_months_are_those_of_the_calendar(self, day, months, then):
        assert services.months_later(day, months=months) == then

    def test_the_clock_deletes_what_is_due_and_counts_it(self):
        page = make_form(kept_months=1)
        due, kept = receive(page, 1), receive(page, 2)
        Submission.objects.filter(pk=kept.pk).update(delete_on=timezone.localdate() + timedelta(days=90))
        job = next(job for job in clock.jobs() if job.name == "delete_form_submissions")

        assert job.function() == 0
        with time_machine.travel(timezone.now() + timedelta(days=32)):
            assert job.function() == 1
            assert job.function() == 0

        assert list(Submission.objects.all()) == [kept]
        entry = AuditEntry.objects.get(action="form.expired")
        assert entry.data == {"form": str(page.translation_key), "count": 1, "references": [due.reference]}
        assert entry.actor is None

    def test_more_than_a_batch_is_deleted_at_once(self, monkeypatch):
        monkeypatch.setattr(services, "BATCH", 3)
        page = make_form(kept_months=1)
        for number in range(7):
            receive(page, number)

        with time_machine.travel(timezone.now() + timedelta(days=32)):
            assert services.delete_overdue() == 7

    def test_what_belongs_to_no_form_goes_too(self):
        page = make_form()
        receive(page)
        page.delete()
        empty_trash()

        assert services.delete_overdue() == 1
        assert Submission.objects.count() == 0

    def test_answers_of_a_form_in_the_trash_wait_for_it_and_their_time_goes_on(self):
        section = make_section(make_site()["fr"], "Contacts")
        page = make_form(parent=section, kept_months=1)
        sent = receive(page)
        section.delete()

        assert services.delete_overdue() == 0
        trash.restore(entry_id=TrashEntry.objects.get().pk)
        assert list(queries.submissions_of(FormPage.objects.get(pk=page.pk))) == [sent]
        Page.objects.get(pk=section.pk).delete()
        with time_machine.travel(timezone.now() + timedelta(days=32)):
            assert services.delete_overdue() == 1

    def test_a_translation_that_lags_behind_brings_no_deletion_forward(self):
        page = make_form(kept_months=1)
        translation = translate_form(page, "en", "Write", ENGLISH)
        page.kept_months = 12
        page.save_revision().publish()
        sent = receive(FormPage.objects.get(pk=page.pk))
        translation.save_revision().publish()

        assert translation.kept_months == 1
        assert Submission.objects.get().delete_on == sent.delete_on

    def test_one_language_less_deletes_nothing(self):
        page = make_form()
        labels = [
            {"label": "Your name"},
            {"label": "Mail"},
            {"label": "Subject", "choices": "A\nB"},
            {"label": "Words"},
        ]
        labels[3]["help_text"] = "Some lines"
        translate_form(page, "en", "Write", labels).delete()
        receive(page)

        assert services.delete_overdue() == 0

    def test_a_shorter_period_holds_for_what_was_sent_and_a_longer_one_does_not(self):
        page = make_form(kept_months=6)
        sent = receive(page)
        for months, expected in ((1, 1), (24, 1)):
            page = FormPage.objects.get(pk=page.pk)
            page.kept_months = months
            page.save_revision().publish()
            sent.refresh_from_db()

            assert sent.delete_on == services.months_later(timezone.localdate(), months=expected)


class TestDeletion:
    def test_takes_the_mails_along_and_leaves_no_answer_in_the_log(self):
        page = make_form()
        sent = receive(page, answers={**ANSWERS, "adresse": SENDER, "message": "MARKER-7"})
        other = receive(page, 2)
        Mail.objects.update(state="kept")
        actor = make_superuser()

        assert services.delete_submissions([sent], actor=actor) == 1

        assert list(Submission.objects.all()) == [other]
        assert {mail.key.split(":")[1] for mail in Mail.objects.all()} == {other.reference}
        entry = AuditEntry.objects.get(action="form.deleted")
        assert entry.actor == actor
        assert entry.data["references"] == [sent.reference]
        assert "MARKER" not in str(entry.data) + entry.object_label
        assert SENDER not in str(entry.data)


def test_nothing_of_the_sender_is_in_the_logs(caplog, client):
    from tests.factories.forms import Visitor

    visitor = Visitor(client)
    visitor.open(make_form().url)
    with caplog.at_level("DEBUG"):
        visitor.send({**ANSWERS, "adresse": SENDER, "message": "MARKER-9"})
        visitor.send({**ANSWERS, "adresse": "MARKER-9"})

    logged = [record for record in caplog.records if not record.name.startswith("django.db")]
    text = " ".join(record.getMessage() for record in logged)
    assert Submission.objects.count() == 1
    assert SENDER not in text
    assert "MARKER-9" not in text
