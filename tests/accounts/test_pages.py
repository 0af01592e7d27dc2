"""Every account page, in a language of each direction: whole, labelled, without inline script or style."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.accounts.services import choose_language
from cms.core.models import Mail
from tests.factories.accounts import (
    PASSWORD,
    app_code,
    enrol,
    mailed_code,
    make_person,
    make_superuser,
    recovery_codes,
    sign_in,
)

pytestmark = pytest.mark.django_db
EMAIL = "zamira@example.org"
OUTSIDE = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-abc/",
    "/accounts/signup/",
    "/accounts/inactive/",
]
INSIDE = [
    "/accounts/",
    "/accounts/language/",
    "/accounts/notices/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/sessions/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
]
# Session, person and what the frame of every page asks.
OWN_QUERIES = 3
EACH_DIRECTION = pytest.mark.parametrize("language", ["fr", "ar"])


def whole(response, language: str) -> BeautifulSoup:
    """Return the page after checking what holds for every page."""
    assert response.status_code == 200
    text = response.content.decode()
    page = BeautifulSoup(text, "html.parser")
    assert (page.html["lang"], page.html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert len(page.select("h1")) == 1
    assert page.h1.get_text(strip=True)
    assert not page.select("style, script:not([src]), [style], [onclick], [onload]")
    assert "*" not in page.main.get_text()
    assert "None" not in page.main.get_text()
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for field in page.main.select("input:not([type=hidden])"):
        assert page.select_one(f"label[for='{field['id']}']").get_text(strip=True)
        assert not field.get("placeholder")
        for name in field.get("aria-describedby", "").split():
            assert page.find(id=name)
    assert response["Cache-Control"] == "private, no-store" or "no-store" in response["Cache-Control"]
    return page


@EACH_DIRECTION
@pytest.mark.parametrize("path", OUTSIDE)
def test_page_before_signing_in(client, homes, path, language):
    whole(client.get(path, headers={"accept-language": language}), language)


@EACH_DIRECTION
@pytest.mark.parametrize("path", INSIDE)
def test_page_of_somebody_signed_in(client, homes, path, language):
    make_person()
    sign_in(client, EMAIL)

    whole(client.get(path, headers={"accept-language": language}), language)


@pytest.mark.parametrize("path", [*INSIDE, "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"])
def test_page_of_somebody_is_for_nobody_else(client, homes, path):
    response = client.get(path)

    assert (response.status_code, response["Location"].split("?")[0]) in {
        (302, "/accounts/login/"),
        (302, "/"),
    }


@EACH_DIRECTION
def test_pages_of_codes(client, homes, language):
    user = make_person()
    headers = {"accept-language": language}
    client.post("/accounts/login/code/", {"email": EMAIL})
    page = whole(client.get("/accounts/login/code/confirm/", headers=headers), language)
    assert EMAIL in page.main.get_text()
    client.post("/accounts/login/code/confirm/", {"code": mailed_code(EMAIL)})
    client.post("/accounts/reauthenticate/?next=/accounts/email/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": "1"})
    whole(client.get("/accounts/confirm-email/", headers=headers), language)
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    whole(client.get("/accounts/password/set/", headers=headers), language)


@EACH_DIRECTION
def test_page_of_a_link_that_works(client, homes, language):
    make_person()
    client.post("/accounts/password/reset/", {"email": EMAIL})
    link = re.search(r"http://testserver(\S+)", Mail.objects.latest("pk").text)[1]

    page = whole(client.get(link, follow=True, headers={"accept-language": language}), language)

    assert page.select_one("input[name=password1]")["autocomplete"] == "new-password"


@EACH_DIRECTION
def test_pages_of_the_second_factor(client, homes, language):
    user = make_person()
    headers = {"accept-language": language}
    sign_in(client, EMAIL)
    client.post("/accounts/reauthenticate/?next=/accounts/2fa/", {"password": PASSWORD})
    page = whole(client.get("/accounts/2fa/totp/activate/", headers=headers), language)
    assert page.select_one("img.account__qr")["alt"]
    secret = page.select_one("#authenticator_secret")["value"]
    client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    for path in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/", "reauthenticate/"):
        whole(client.get(f"/accounts/2fa/{path}", headers=headers), language)
    codes = client.get("/accounts/2fa/recovery-codes/download/", headers=headers)
    assert codes.content.decode().split()[-10:] == recovery_codes(user)
    other = Client()
    sign_in(other, EMAIL)
    whole(other.get("/accounts/2fa/authenticate/", headers=headers), language)


@EACH_DIRECTION
def test_errors_are_summed_up_and_linked(client, homes, language):
    response = client.post("/accounts/login/", {}, headers={"accept-language": language})

    page = whole(response, language)
    summary = page.select_one(".form-errors")
    assert summary.has_attr("autofocus")
    assert summary["tabindex"] == "-1"
    for name in ("login", "password"):
        field = page.select_one(f"input[name={name}]")
        assert field["aria-invalid"] == "true"
        words = page.find(id=f"{field['id']}_error").get_text(strip=True)
        assert f"{field['id']}_error" in field["aria-describedby"].split()
        assert summary.select_one(f"a[href='#{field['id']}']").get_text(strip=True) == words


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_half_an_address_is_explained(client, homes, path):
    response = client.post(path, {"email": "zamira@"}, headers={"accept-language": "en"})

    page = whole(response, "en")
    assert page.select_one(".form-errors a").get_text() == "Enter a whole e-mail address, such as name@example.org."
    assert page.select_one("input[name=email]")["value"] == "zamira@"


@pytest.mark.parametrize(
    ("path", "name", "autocomplete"),
    [
        ("/accounts/login/", "login", "username"),
        ("/accounts/login/", "password", "current-password"),
        ("/accounts/login/code/", "email", "username"),
        ("/accounts/password/reset/", "email", "email"),
    ],
)
def test_browser_may_fill_in(client, homes, path, name, autocomplete):
    page = BeautifulSoup(client.get(path).content, "html.parser")

    assert page.select_one(f"input[name={name}]")["autocomplete"] == autocomplete


def test_start_page_leads_everywhere(client, homes):
    make_superuser(EMAIL)
    sign_in(client, EMAIL)

    page = BeautifulSoup(client.get("/accounts/").content, "html.parser")

    links = [link["href"] for link in page.main.select("h2 a")]
    assert links == [
        "/cms/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/accounts/language/",
        "/accounts/notices/",
    ]
    assert "/cms/" not in str(BeautifulSoup(start_of_a_visitor(), "html.parser").main)


def start_of_a_visitor() -> bytes:
    client = Client()
    make_person("visitor@example.org")
    sign_in(client, "visitor@example.org")
    return client.get("/accounts/").content


@pytest.mark.parametrize("sessions", [1, 3])
def test_sessions_page_asks_three_questions_per_session(homes, django_assert_num_queries, sessions):
    """allauth asks whether each is there, reads it, and whose it is; a person has a handful."""
    make_person()
    clients = [Client() for _ in range(sessions)]
    for client in clients:
        sign_in(client, EMAIL)
    clients[0].get("/accounts/sessions/")

    with django_assert_num_queries(OWN_QUERIES + 3 * sessions):
        clients[0].get("/accounts/sessions/")


@EACH_DIRECTION
def test_every_mail_renders_in_its_reader_s_language(homes, client, language, django_capture_on_commit_callbacks):
    user = make_person()
    choose_language(user=user, language=language)
    secret = enrol(user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": EMAIL})
        sign_in(client, EMAIL)
        client.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})
        client.post("/accounts/reauthenticate/?next=/accounts/email/", {"password": PASSWORD})
        client.post("/accounts/2fa/recovery-codes/generate/")
        client.post("/accounts/email/", {"email": "new@example.org", "action_add": "1"})
        client.post("/accounts/confirm-email/", {"code": mailed_code("new@example.org")})
        client.post("/accounts/2fa/totp/deactivate/")
        client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "lighthouse of nine winters"})

    mails = {mail.notice: mail for mail in Mail.objects.all()}
    assert set(mails) == {
        "account.password_reset_key",
        "mfa.recovery_codes_generated",
        "account.email_confirmation",
        "account.email_changed",
        "mfa.totp_deactivated",
        "account.password_changed",
    }
    for notice, mail in mails.items():
        assert mail.subject.strip(), notice
        assert "{{" not in mail.text, notice
        assert "&#" not in mail.text, notice
        assert "\n\n\n\n" not in mail.text, notice
    assert {mail.language for mail in mails.values()} == {language}
