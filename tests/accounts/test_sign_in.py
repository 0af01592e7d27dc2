"""Signing in by password and by mailed code, and out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from cms.accounts.services import choose_language
from cms.core.models import Mail
from tests.factories.accounts import PASSWORD, last_mail, mailed_code, make_person, make_superuser, sign_in

pytestmark = pytest.mark.django_db
EMAIL = "zamira@example.org"


def is_in(client) -> bool:
    return SESSION_KEY in client.session


def test_password_leads_to_the_account(client, homes):
    make_person()

    response = sign_in(client, EMAIL)

    assert (response.status_code, response["Location"]) == (302, "/accounts/")
    assert is_in(client)


def test_password_leads_staff_to_the_office(client, homes):
    make_superuser()

    assert sign_in(client, "amina@example.org")["Location"] == "/cms/"


def test_address_is_the_same_in_any_case(client, homes):
    make_person("Zamira@Example.org")

    assert sign_in(client, "ZAMIRA@example.ORG").status_code == 302
    assert is_in(client)


def test_wrong_password_says_what_to_do(client, homes):
    make_person()

    response = sign_in(client, EMAIL, "another password", headers={"accept-language": "en"})

    page = response.content.decode()
    assert response.status_code == 200
    assert not is_in(client)
    assert page.count("The e-mail address and the password do not go together. Check both.") == 1
    assert "<title>Error: Sign in" in page
    assert f'value="{EMAIL}"' in page


def test_closed_account_stays_out(client, homes):
    make_person(is_active=False)

    response = sign_in(client, EMAIL)

    assert response["Location"] == "/accounts/inactive/"
    assert not is_in(client)


def test_mailed_code_signs_in_who_has_no_password(client, homes):
    make_person(password=None)

    asked = client.post("/accounts/login/code/", {"email": EMAIL.upper()})
    assert asked["Location"] == "/accounts/login/code/confirm/"
    assert not is_in(client)
    response = client.post("/accounts/login/code/confirm/", {"code": mailed_code(EMAIL).lower().replace("-", " ")})

    assert response["Location"] == "/accounts/"
    assert is_in(client)


def test_mailed_code_works_once(client, homes):
    make_person()
    client.post("/accounts/login/code/", {"email": EMAIL})
    code = mailed_code(EMAIL)
    client.post("/accounts/login/code/confirm/", {"code": code})
    client.post("/accounts/logout/")

    client.post("/accounts/login/code/", {"email": EMAIL})
    client.post("/accounts/login/code/confirm/", {"code": code})

    assert not is_in(client)


def test_three_wrong_codes_end_the_attempt(client, homes):
    make_person()
    client.post("/accounts/login/code/", {"email": EMAIL})
    code = mailed_code(EMAIL)

    answers = [client.post("/accounts/login/code/confirm/", {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    client.post("/accounts/login/code/confirm/", {"code": code})

    assert answers == [200, 200, 302]
    assert not is_in(client)


def test_code_of_another_browser_is_of_no_use(client, homes):
    make_person()
    client.post("/accounts/login/code/", {"email": EMAIL})
    stranger = client.__class__()

    response = stranger.post("/accounts/login/code/confirm/", {"code": mailed_code(EMAIL)})

    assert response["Location"] == "/accounts/login/code/"
    assert not is_in(stranger)


def test_old_code_is_refused(client, homes, time_machine):
    make_person()
    client.post("/accounts/login/code/", {"email": EMAIL})
    code = mailed_code(EMAIL)
    time_machine.move_to(timezone.now() + timedelta(minutes=15, seconds=1))

    client.post("/accounts/login/code/confirm/", {"code": code})

    assert not is_in(client)


def test_resent_code_replaces_the_first(client, homes):
    make_person()
    client.post("/accounts/login/code/", {"email": EMAIL})
    first = mailed_code(EMAIL)
    client.post("/accounts/login/code/confirm/", {"action": "resend"})
    second = mailed_code(EMAIL)

    assert client.post("/accounts/login/code/confirm/", {"code": first}).status_code == 200
    assert client.post("/accounts/login/code/confirm/", {"code": second}).status_code == 302


def test_mail_is_a_row_of_the_outbox_in_the_language_of_its_reader(client, homes):
    user = make_person()
    choose_language(user=user, language="de")

    client.post("/accounts/login/code/", {"email": EMAIL}, headers={"accept-language": "fr"})

    mail = Mail.objects.get()
    assert (mail.to, mail.language, mail.notice) == (EMAIL, "de", "account.login_code")
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    assert not mail.subject.startswith("[")


def test_signing_in_goes_on_in_the_chosen_language(client, homes):
    user = make_person()
    choose_language(user=user, language="ar")

    response = sign_in(client, EMAIL, headers={"accept-language": "fr"})

    assert response.cookies["django_language"].value == "ar"
    assert client.get("/accounts/")["Content-Language"] == "ar"


def test_signing_out_ends_the_session(client, homes):
    make_person()
    sign_in(client, EMAIL)
    key = client.session.session_key

    assert client.get("/accounts/logout/").status_code == 200
    assert is_in(client)
    response = client.post("/accounts/logout/")

    assert response["Location"] == "/"
    client.cookies["sessionid"] = key
    assert client.get("/accounts/").status_code == 302


def test_unconfirmed_address_is_confirmed_by_code_before_anybody_is_in(client, homes):
    user = make_person()
    user.emailaddress_set.update(verified=False)

    response = sign_in(client, EMAIL)
    assert response["Location"] == "/accounts/confirm-email/"
    assert not is_in(client)
    client.post("/accounts/confirm-email/", {"code": mailed_code(EMAIL)})

    assert is_in(client)
    assert user.emailaddress_set.get().verified


def test_sign_up_is_closed_and_says_whom_to_ask(client, homes):
    answers = {
        method: getattr(client, method)("/accounts/signup/", data, headers={"accept-language": "en"})
        for method, data in (("get", None), ("post", {"email": "new@example.org", "password1": PASSWORD}))
    }

    for response in answers.values():
        page = response.content.decode()
        assert "Accounts are made by the office" in page
        assert 'href="/en/"' in page
    assert not Mail.objects.exists()


def test_stranger_is_told_by_mail_that_there_is_no_account(client, homes):
    client.post("/accounts/login/code/", {"email": "nobody@example.org"}, headers={"accept-language": "en"})

    assert "No account has this address." in last_mail("nobody@example.org").text
