"""The outbox against a real SMTP server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, get_connection
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.core import outbox, tasks
from cms.core.enums import MailState
from cms.core.models import Mail
from tests.servers.smtp import Moods, free_port, smtp_server

OUTBOX = "cms.core.outbox.OutboxBackend"


@pytest.fixture(autouse=True)
def outbox_backend(settings: Any) -> None:
    settings.EMAIL_BACKEND = OUTBOX


@pytest.fixture
def server(settings: Any) -> Iterator[Moods]:
    with smtp_server() as (moods, port):
        settings.MAIL_TRANSPORT = "smtp"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        yield moods


def write(**changes: Any) -> EmailMultiAlternatives:
    given = {"subject": "Saluton", "body": "Teksto", "to": ["ana@citizens.example"], **changes}
    return EmailMultiAlternatives(**given)


def queued(**changes: Any) -> Mail:
    """A row whose task was not run."""
    return outbox.post(message=write(**changes))[0]


def attempt(row: Mail, number: int = 0) -> Mail:
    outbox.deliver(mail_id=row.pk, attempt=number)
    row.refresh_from_db()
    return row


@pytest.mark.django_db
def test_a_mail_reaches_the_server_after_the_commit(server: Moods, django_capture_on_commit_callbacks: Any) -> None:
    message = write(
        cc=["bo@citizens.example"], reply_to=["office@citizens.example"], attachments=[("a.txt", "aĉ", "text/plain")]
    )
    message.attach_alternative("<p>Teksto</p>", "text/html")

    with django_capture_on_commit_callbacks(execute=True):
        assert message.send() == 1
        assert server.received == []

    assert sorted(item.rcpt_tos[0] for item in server.received) == ["ana@citizens.example", "bo@citizens.example"]
    assert {row.state for row in Mail.objects.all()} == {MailState.SENT}
    received = server.messages[0]
    row = Mail.objects.get(to=received["To"])
    assert received["Cc"] is None
    assert received["Message-ID"] == row.headers["Message-ID"]
    assert received["Reply-To"] == "office@citizens.example"
    assert received.get_body(("plain",)).get_content().strip() == "Teksto"
    assert received.get_body(("html",)).get_content().strip() == "<p>Teksto</p>"
    assert [part.get_content().strip() for part in received.iter_attachments()] == ["aĉ"]


@pytest.mark.django_db(transaction=True)
def test_a_mail_of_a_transaction_that_fails_is_never_sent(server: Moods) -> None:
    def fail() -> None:
        with transaction.atomic():
            write().send()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert not Mail.objects.exists()
    assert server.received == []


@pytest.mark.django_db
def test_greylisting_is_tried_again_and_delivered_once(server: Moods) -> None:
    server.rcpt = "451 4.7.1 come back later"
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        row = attempt(queued())
    assert (row.state, row.attempts, row.last_error) == (MailState.QUEUED, 1, "451 4.7.1 come back later")
    assert row.next_attempt_at == start + timedelta(minutes=1)

    server.rcpt = ""
    assert outbox.hand_over_due(now=start + timedelta(seconds=59)) == 0
    assert attempt(row, 1).state == MailState.SENT
    assert attempt(row, 2).attempts == 2
    assert len(server.received) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_a_refusal_for_good_is_final_and_says_why(server: Moods, stage: str) -> None:
    setattr(server, stage, "550 5.1.1 no such person")

    row = attempt(queued())

    assert (row.state, row.last_error) == (MailState.FAILED, "550 5.1.1 no such person")
    assert outbox.hand_over_due(now=timezone.now() + timedelta(days=9)) == 0


@pytest.mark.django_db
def test_missing_rights_on_the_server_are_no_reason_to_give_up(server: Moods) -> None:
    server.rcpt = "530 5.7.0 authentication required"

    assert attempt(queued()).state == MailState.QUEUED


@pytest.mark.django_db
def test_a_server_that_is_down_is_tried_eight_times_by_the_clock(settings: Any) -> None:
    settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", free_port()
    start = timezone.now()
    waits = []
    with time_machine.travel(start, tick=False) as clock:
        row = attempt(queued())
        while row.state == MailState.QUEUED:
            waits.append(row.next_attempt_at - timezone.now())
            clock.move_to(row.next_attempt_at)
            outbox.hand_over_due()
            row.refresh_from_db()

    assert waits == list(outbox.BACK_OFF)
    assert (row.state, row.attempts) == (MailState.FAILED, 8)
    assert "ConnectionRefusedError" in row.last_error


@pytest.mark.django_db
@pytest.mark.parametrize("manners", [{"hang_up_on_quit": True}, {"quit": "221 " + "x" * 9000}, {"quit": "451 stay"}])
def test_a_server_without_manners_that_took_the_mail_gets_it_once(server: Moods, manners: dict[str, Any]) -> None:
    for name, value in manners.items():
        setattr(server, name, value)

    row = attempt(queued())

    assert row.state == MailState.SENT
    assert len(server.received) == 1


@pytest.mark.django_db
def test_a_task_that_runs_again_sends_nothing(server: Moods) -> None:
    row = queued()
    for _ in range(5):
        attempt(row, 0)

    assert len(server.received) == 1


@pytest.mark.django_db
def test_a_claim_that_died_is_taken_again_with_the_same_message_id(server: Moods) -> None:
    row = queued()
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        assert outbox.claim(mail_id=row.pk, attempt=0)
    assert outbox.claim(mail_id=row.pk, attempt=1) is None
    assert outbox.hand_over_due(now=start + timedelta(minutes=9)) == 0

    with time_machine.travel(start + timedelta(minutes=11), tick=False):
        outbox.hand_over_due()
        outbox.deliver(mail_id=row.pk, attempt=1)

    row.refresh_from_db()
    assert row.state == MailState.SENT
    assert server.messages[0]["Message-ID"] == row.headers["Message-ID"]


@pytest.mark.django_db
def test_a_mail_that_kills_every_sender_is_parked() -> None:
    row = queued()
    now = timezone.now()
    Mail.objects.filter(pk=row.pk).update(state=MailState.SENDING, attempts=8, claimed_until=now, next_attempt_at=now)

    assert outbox.hand_over_due(now=now + timedelta(hours=1)) == 0
    row.refresh_from_db()
    assert (row.state, row.last_error) == (MailState.FAILED, "every attempt was cut short")


def race(row: Mail) -> None:
    """Four senders at once."""
    barrier = threading.Barrier(4)

    def work() -> None:
        try:
            barrier.wait()
            outbox.deliver(mail_id=row.pk, attempt=0)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_four_senders_send_four_times(server: Moods, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "claim", lambda *, mail_id, attempt: Mail.objects.get(pk=mail_id))
    race(Mail.objects.create(to="ana@citizens.example", from_email="office@citizens.example"))

    assert len(server.received) == 4


@pytest.mark.django_db(transaction=True)
def test_with_the_claim_four_senders_send_once(server: Moods) -> None:
    row = Mail.objects.create(to="ana@citizens.example", from_email="office@citizens.example")
    race(row)

    row.refresh_from_db()
    assert (len(server.received), row.state, row.attempts) == (1, MailState.SENT, 1)


@pytest.mark.django_db
def test_the_demonstration_keeps_mails(settings: Any) -> None:
    settings.MAIL_TRANSPORT = "mailbox"

    row = attempt(queued())

    assert (row.state, row.sent_at, row.text) == (MailState.KEPT, None, "Teksto")


@pytest.mark.django_db
def test_a_key_is_said_once() -> None:
    first = outbox.post(message=write(), key="welcome:1")[0]
    again = outbox.post(message=write(subject="other"), key="welcome:1")[0]

    assert again == first
    assert Mail.objects.get().subject == "Saluton"


@pytest.mark.django_db
def test_a_line_break_in_a_header_is_refused_before_anything_is_written() -> None:
    with pytest.raises(BadHeaderError):
        write(subject="Hi\nBcc: all@citizens.example").send()

    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_parts_that_cannot_be_kept_are_refused(settings: Any) -> None:
    invitation = write()
    invitation.attach_alternative("BEGIN:VCALENDAR", "text/calendar")

    for message in (invitation, write(attachments=[("big.bin", b"x" * (11 * 1024 * 1024), "application/zip")])):
        with pytest.raises(outbox.UnsupportedMessage):
            message.send()
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_a_message_of_html_alone_gets_a_text() -> None:
    message = EmailMessage("S", "<p>Bonan <b>tagon</b></p>", to=["ana@citizens.example"])
    message.content_subtype = "html"

    row = outbox.post(message=message)[0]

    assert (row.text, row.html) == ("Bonan tagon", "<p>Bonan <b>tagon</b></p>")


@pytest.mark.django_db
def test_binary_attachments_come_back_whole() -> None:
    content = bytes(range(256))
    row = queued(attachments=[("p.bin", content, "application/octet-stream")])

    assert outbox.as_message(row).attachments[0].content == content


@pytest.mark.django_db
def test_old_contents_are_scrubbed_and_old_rows_dropped() -> None:
    old, open_, ancient = queued(), queued(), queued()
    now = timezone.now()
    Mail.objects.exclude(pk=open_.pk).update(state=MailState.KEPT)
    Mail.objects.update(created_at=now - timedelta(days=15))
    Mail.objects.filter(pk=ancient.pk).update(created_at=now - timedelta(days=366))

    assert outbox.scrub(now=now) == 1
    assert outbox.scrub(now=now) == 0
    assert set(Mail.objects.values_list("pk", "text")) == {(old.pk, ""), (open_.pk, "Teksto")}


@pytest.mark.django_db
def test_a_failed_mail_can_be_tried_again(server: Moods, django_capture_on_commit_callbacks: Any) -> None:
    server.rcpt = "550 no"
    row = attempt(queued())
    server.rcpt = ""

    with django_capture_on_commit_callbacks(execute=True):
        outbox.try_again(mail=row)

    row.refresh_from_db()
    assert row.state == MailState.SENT


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "sent"},
        {"state": "sending"},
        {"state": "unknown"},
        {"to": ""},
        {"key": ""},
        {"scrubbed_at": timezone.now(), "text": "x"},
    ],
)
def test_the_database_refuses_impossible_rows(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(**{"to": "a@citizens.example", "from_email": "b@citizens.example", **wrong})


@pytest.mark.django_db(transaction=True)
def test_the_worker_takes_mails_from_the_stored_queue(server: Moods, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    for number in range(3):
        write(to=[f"p{number}@citizens.example"]).send()
    assert server.received == []

    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)

    assert sorted(item.rcpt_tos[0] for item in server.received) == [
        f"p{number}@citizens.example" for number in range(3)
    ]
    assert DBTaskResult.objects.successful().count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_clock_takes_up_a_mail_whose_task_got_lost(server: Moods) -> None:
    """The process ended between the commit and the queue."""
    row = Mail.objects.create(to="ana@citizens.example", from_email="office@citizens.example")

    tasks.retry_mails()

    row.refresh_from_db()
    assert (row.state, len(server.received)) == (MailState.SENT, 1)


@pytest.mark.django_db
def test_django_itself_writes_to_the_outbox() -> None:
    assert type(get_connection()).__name__ == "OutboxBackend"
    django_mail.send_mail("S", "B", None, ["ana@citizens.example"])

    assert Mail.objects.get().from_email.endswith("<office@mondcivitan.example>")
