"""The mail that says what waits: who gets it, when, and how it is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.accounts.services import choose_language
from cms.core import clock
from cms.core.models import Mail
from cms.translate.models import Work
from cms.translate.work import services
from cms.translate.work.digests import send_digests
from cms.translate.work.queries import heaps_for
from home.publishing import translations_asked
from tests.factories.pages import make_page
from tests.factories.translations import make_work, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def digests() -> list[Mail]:
    return list(Mail.objects.filter(notice="translation_digest").order_by("pk"))


def days_pass(number: int) -> None:
    """Let everything that happened lie `number` days back."""
    past = timedelta(days=number)
    for mail in Mail.objects.all():
        Mail.objects.filter(pk=mail.pk).update(created_at=mail.created_at - past, key=f"{mail.key}-{number}-{mail.pk}")
    for work in Work.objects.all():
        Work.objects.filter(pk=work.pk).update(asked_at=work.asked_at - past, changed_at=work.changed_at - past)


def test_the_clock_knows_it():
    job = next(job for job in clock.jobs() if job.name == "translation_digests")
    assert (job.every, job.function) == (timedelta(days=1), send_digests)


def test_a_digest_says_texts_words_and_the_oldest(page, homes, admin, translator, reviewer):
    choose_language(user=translator, language="en")
    make_work(page, admin)
    make_work(make_page(homes["fr"], "Deux mots"), admin, due=timezone.localdate())
    assert send_digests() == 1
    (mail,) = digests()
    assert (mail.to, mail.subject) == (translator.email, "2 texts wait for you (11 words)")
    for text in ("Une lanterne", "Deux mots", "the oldest was asked for on", "/cms/translations/", "until"):
        assert text in mail.text, text
    assert send_digests() == 0


def test_nothing_is_sent_when_nothing_waits(translator, reviewer):
    assert send_digests() == 0


def test_the_same_is_said_again_after_a_week_and_news_after_a_day(page, homes, admin, translator):
    make_work(page, admin)
    assert send_digests() == 1
    days_pass(2)
    assert send_digests() == 0
    make_work(make_page(homes["fr"], "Nouveau"), admin)
    assert send_digests() == 1
    days_pass(8)
    assert send_digests() == 1


def test_a_reviewer_is_told_what_to_read(work, translator, reviewer):
    services.start(work=work, user=translator)
    write(work.translation, translator)
    services.send_to_review(work=work, user=translator)
    assert send_digests() == 1
    assert digests()[0].to == reviewer.email
    (line,) = translations_asked(reviewer)
    assert (line.text, line.url) == ("1 translation waits for your reading", "/cms/translations/?part=review")


def test_a_click_in_the_mail_ends_them(client, work, translator):
    send_digests()
    (mail,) = digests()
    address = mail.headers["List-Unsubscribe"].strip("<>").partition("//")[2].partition("/")[2]
    assert "What waits to be translated" in client.get(f"/{address}").content.decode()
    days_pass(9)
    assert "no more of these mails" in client.post(f"/{address}", {"List-Unsubscribe": "One-Click"}).content.decode()
    assert send_digests() == 0
    assert client.post("/accounts/notices/stop/forged:token/").status_code == 404

    client.force_login(translator)
    assert b"checked" not in client.get("/accounts/notices/").content.partition(b"translation_digest")[2][:60]
    client.post("/accounts/notices/", {"wanted": ["translation_digest", "translation"]})
    assert send_digests() == 1


def test_the_desk_names_what_is_in_hand_and_late(work, translator):
    services.start(work=work, user=translator)
    Work.objects.update(due=timezone.localdate() - timedelta(days=1))
    first, in_hand, late = translations_asked(translator)
    assert first.text == "Go on with “Une lanterne”: Esperanto, 9 words"
    assert first.url == f"/cms/translate/{work.translation_id}/"
    assert in_hand.text.startswith("1 text is in your hands (9 words), the oldest since")
    assert late.text == "The date of 1 text has passed"


def test_the_desk_opens_what_is_in_hand_before_what_is_due(work, translator, admin, homes):
    services.start(work=work, user=translator)
    other = make_work(make_page(homes["fr"], "Une borne"), admin)
    Work.objects.filter(pk=other.pk).update(due=timezone.localdate())
    assert heaps_for(translator).first == work
