"""The demonstration's mailbox."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from cms.core.models import Mail
from cms.core.views import mailbox

pytestmark = pytest.mark.django_db


def make_mail(**changes: Any) -> Mail:
    given = {
        "to": "ana@citizens.example",
        "from_email": "office@mondcivitan.example",
        "subject": "Bonvenon",
        "text": "Saluton\nhttps://mondcivitan.example/x",
        "language": "eo",
        **changes,
    }
    return Mail.objects.create(**given)


def test_mails_are_listed_newest_first(client: Client) -> None:
    for subject in ("older", "newer"):
        make_mail(subject=subject)

    response = client.get("/demo/mailbox/")
    html = response.content.decode()

    assert html.index("newer") < html.index("older")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_twice(client: Client, django_assert_num_queries: Any, number: int) -> None:
    for _ in range(number):
        make_mail()

    with django_assert_num_queries(2):
        page = mailbox.Paginator(mailbox.latest_mails(), mailbox.PER_PAGE).get_page(1)
        assert len([mail.subject for mail in page]) == number


@pytest.mark.parametrize("page", ["1", "99999999999999999999", "x", "-1", ""])
def test_any_page_number_answers(client: Client, page: str) -> None:
    make_mail()

    assert client.get("/demo/mailbox/", {"page": page}).status_code == 200


def test_a_mail_is_shown_and_never_run(client: Client) -> None:
    evil = '<script>alert("canary")</script>'
    mail = make_mail(
        subject=evil,
        text=evil,
        html=evil,
        to='"><img src=x>@citizens.example',
        attachments=[{"name": evil, "type": "x"}],
    )

    for path in ("/demo/mailbox/", f"/demo/mailbox/{mail.pk}/"):
        html = client.get(path).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x>" not in html
    assert html.count("&lt;script&gt;alert(&quot;canary&quot;)&lt;/script&gt;") >= 4


def test_addresses_in_the_text_can_be_followed(client: Client) -> None:
    html = client.get(f"/demo/mailbox/{make_mail().pk}/").content.decode()

    assert '<a href="https://mondcivitan.example/x" rel="nofollow">' in html


def test_an_unknown_mail_is_not_found(client: Client) -> None:
    assert client.get("/demo/mailbox/99/").status_code == 404


def test_outside_the_demonstration_there_is_no_mailbox(settings: Any) -> None:
    settings.DEMO = False
    mail = make_mail()

    for show in (mailbox.index, lambda request: mailbox.read(request, pk=mail.pk)):
        with pytest.raises(Http404):
            show(RequestFactory().get("/"))
