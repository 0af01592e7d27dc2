"""The second factor: set up, asked for, lost, and demanded of the office."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.contrib.auth import SESSION_KEY
from django.test import Client

from cms.accounts import checks
from cms.accounts.enums import GroupName
from cms.accounts.permissions import has_second_factor, must_enrol
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
ENROL = "/accounts/2fa/totp/activate/"


def confirm(client: Client) -> None:
    client.post(f"/accounts/reauthenticate/?next={ENROL}", {"password": PASSWORD})


def set_up(client: Client) -> tuple[str, object]:
    """Walk through the page with the code that an app would show; return the secret and the answer."""
    confirm(client)
    page = BeautifulSoup(client.get(ENROL).content, "html.parser")
    secret = page.select_one("#authenticator_secret")["value"]
    return secret, client.post(ENROL, {"code": app_code(secret)})


def test_set_up_by_the_code_of_an_app_then_sign_in_with_it(client, homes):
    user = make_person()
    sign_in(client, EMAIL)

    secret, response = set_up(client)
    assert response["Location"] == "/accounts/2fa/recovery-codes/"
    assert has_second_factor(user)
    client.post("/accounts/logout/")
    first = sign_in(client, EMAIL)

    assert first["Location"] == "/accounts/2fa/authenticate/"
    assert SESSION_KEY not in client.session
    assert client.get("/accounts/").status_code == 302
    second = client.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})
    assert second["Location"] == "/accounts/"
    assert SESSION_KEY in client.session


def test_setting_up_asks_for_the_password_again_when_signing_in_was_long_ago(client, homes, time_machine):
    make_person()
    sign_in(client, EMAIL)
    assert client.get(ENROL).status_code == 200
    time_machine.move_to(time.time() + 5 * 60 + 1)

    assert client.get(ENROL)["Location"].startswith("/accounts/reauthenticate/")
    confirm(client)
    assert client.get(ENROL).status_code == 200


def test_session_without_a_sign_in_of_allauth_is_asked(client, homes):
    client.force_login(make_person())

    assert client.get(ENROL)["Location"].startswith("/accounts/reauthenticate/")


def test_picture_of_the_secret_is_data_that_the_policy_allows(client, homes):
    make_person()
    sign_in(client, EMAIL)
    confirm(client)

    response = client.get(ENROL)

    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("img.account__qr")["src"].startswith("data:image/svg+xml;base64,")
    assert "img-src 'self' data:" in response["Content-Security-Policy"]


def test_wrong_code_sets_nothing_up_and_keeps_the_secret(client, homes):
    user = make_person()
    sign_in(client, EMAIL)
    confirm(client)
    secret = BeautifulSoup(client.get(ENROL).content, "html.parser").select_one("#authenticator_secret")["value"]

    response = client.post(ENROL, {"code": "000000" if app_code(secret) != "000000" else "000001"})

    again = BeautifulSoup(response.content, "html.parser").select_one("#authenticator_secret")["value"]
    assert again == secret
    assert not has_second_factor(user)


def test_code_works_once(client, homes):
    user = make_person()
    secret = enrol(user)
    code = app_code(secret)
    sign_in(client, EMAIL)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    thief = Client()
    sign_in(thief, EMAIL)

    thief.post("/accounts/2fa/authenticate/", {"code": code})

    assert SESSION_KEY in client.session
    assert SESSION_KEY not in thief.session


def test_old_code_is_refused(client, homes):
    secret = enrol(make_person())
    sign_in(client, EMAIL)

    client.post("/accounts/2fa/authenticate/", {"code": app_code(secret, at=time.time() - 90)})

    assert SESSION_KEY not in client.session


def test_mailed_code_does_not_go_round_the_second_factor(client, homes):
    enrol(make_person())
    client.post("/accounts/login/code/", {"email": EMAIL})

    response = client.post("/accounts/login/code/confirm/", {"code": mailed_code(EMAIL)})

    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert SESSION_KEY not in client.session


def test_recovery_code_opens_once_when_the_phone_is_lost(client, homes):
    user = make_person()
    enrol(user)
    code = recovery_codes(user)[0]

    sign_in(client, EMAIL)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    again = Client()
    sign_in(again, EMAIL)
    again.post("/accounts/2fa/authenticate/", {"code": code})

    assert SESSION_KEY in client.session
    assert SESSION_KEY not in again.session
    assert len(recovery_codes(user)) == 9


def test_guessing_the_second_factor_ends_after_ten_tries(client, homes):
    secret = enrol(make_person())
    wrong = f"{(int(app_code(secret)) + 1) % 1_000_000:06}"
    sign_in(client, EMAIL)
    for _ in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": wrong})

    client.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})

    assert SESSION_KEY not in client.session


def test_setting_up_ends_sessions_that_never_showed_it(client, homes, django_capture_on_commit_callbacks):
    make_person()
    thief = Client()
    sign_in(thief, EMAIL)
    sign_in(client, EMAIL)

    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)

    assert thief.get("/accounts/").status_code == 302
    assert client.get("/accounts/").status_code == 200


def test_every_change_is_told_by_mail(client, homes, django_capture_on_commit_callbacks):
    user = make_person()
    sign_in(client, EMAIL)

    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)
        client.post("/accounts/2fa/recovery-codes/generate/")
        client.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=user).exists()
    assert set(Mail.objects.values_list("notice", flat=True)) == {
        "mfa.totp_activated",
        "mfa.recovery_codes_generated",
        "mfa.totp_deactivated",
    }


@pytest.mark.parametrize("kind", ["superuser", "editor", "staff"])
def test_office_is_closed_without_second_factor(client, homes, settings, kind):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    user = {
        "superuser": lambda: make_superuser(EMAIL),
        "editor": lambda: make_person(groups=(GroupName.EDITORS,)),
        "staff": lambda: make_person(is_staff=True),
    }[kind]()
    client.force_login(user)

    for path in ("/cms/", "/cms/pages/", "/cms/images/", f"/cms/pages/{homes['fr'].pk}/edit/"):
        for answer in (client.get(path), client.post(path, {})):
            assert (answer.status_code, answer["Location"]) == (302, ENROL), path


def test_office_opens_once_the_second_factor_is_there(client, homes, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    make_superuser(EMAIL)
    sign_in(client, EMAIL)

    confirm(client)
    page = client.get(ENROL, headers={"accept-language": "en"}).content.decode()
    assert "The editors’ screens open only to people with a second factor." in page
    set_up(client)

    assert client.get("/cms/").status_code == 200


def test_office_is_not_asked_for_where_the_setting_is_off(client, homes, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    client.force_login(make_superuser(EMAIL))

    assert client.get("/cms/").status_code == 200


def test_people_without_the_office_are_not_asked(client, homes, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    user = make_person()
    client.force_login(user)

    assert not must_enrol(user)
    assert client.get("/cms/").get("Location", "") != ENROL
    assert client.get("/accounts/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(homes, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    user = make_superuser()
    enrol(user)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()

    assert must_enrol(user)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"MIDDLEWARE": []}, ["accounts.E001"]),
        ({"MIDDLEWARE": [checks.SECOND_FACTOR, checks.AUTHENTICATION]}, ["accounts.E001"]),
        ({"MFA_SUPPORTED_TYPES": ["recovery_codes"]}, ["accounts.E002"]),
        ({"DEMO": False, "MFA_TOTP_INSECURE_BYPASS_CODE": "123456"}, ["accounts.E003"]),
        ({"ACCOUNT_RATE_LIMITS": False}, ["accounts.E004"]),
    ],
)
def test_check_finds_an_open_door(settings, change, found):
    for name, value in change.items():
        setattr(settings, name, value)

    assert [message.id for message in checks.check_second_factor()] == found


def test_check_counts_the_office_without_second_factor(homes):
    make_person()
    assert checks.check_people() == []
    make_superuser()
    make_person("editor@example.org", groups=(GroupName.EDITORS,))
    enrol(make_person("moderator@example.org", groups=(GroupName.MODERATORS,)))

    (message,) = checks.check_people()

    assert message.id == "accounts.I001"
    assert message.msg.startswith("2 person(s)")
