"""Answering an invitation by its link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from centres.enums import Role
from centres.services import ensure_groups
from centres.team import links, services
from centres.team.enums import InvitationState
from cms.accounts.models import User
from tests.factories.accounts import PASSWORD, app_code, enrol, make_person, sign_in
from tests.factories.centres import make_centre, make_member

pytestmark = pytest.mark.django_db
GUEST = "guest@example.org"
ANSWER = {"answer": "accept", "first_name": "Gu", "last_name": "Est"}


@pytest.fixture
def centre():
    centre = make_centre()
    ensure_groups(centre=centre)
    return centre


@pytest.fixture
def invitation(centre):
    manager = make_member(centre, Role.MANAGER, first_name="Nour", last_name="Aziz")
    return services.invite(centre=centre, email=GUEST, role=Role.EDITOR, actor=manager, mail_language="en")


@pytest.fixture
def address(invitation):
    return reverse("team_invitation", args=[links.make(invitation)])


def test_looking_changes_nothing_and_says_what_it_is(client, invitation, address):
    for answer in (client.get(address), client.head(address)):
        assert answer.status_code == 200
    text = client.get(address, headers={"accept-language": "en"}).content.decode()

    for words in ("Nour Aziz", "Lunville", "Editor", GUEST):
        assert words in text
    assert "no-store" in client.get(address)["Cache-Control"]
    invitation.refresh_from_db()
    assert invitation.is_open
    assert not User.objects.filter(email=GUEST).exists()


def test_a_stranger_accepts_is_signed_in_and_led_to_the_second_factor(client, centre, address, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True

    answer = client.post(address, ANSWER, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("team_welcome")
    user = User.objects.get(email=GUEST)
    assert (user.get_full_name(), user.has_usable_password()) == ("Gu Est", False)
    assert user.terms.get().role == Role.EDITOR
    assert client.get(reverse("wagtailadmin_home"))["Location"] == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert client.get(address).status_code == 404


def test_a_password_is_a_wish_and_is_judged(client, address):
    short = client.post(address, {**ANSWER, "password": "short"})
    nameless = client.post(address, {"answer": "accept"})

    assert (short.status_code, nameless.status_code) == (422, 422)
    assert not User.objects.filter(email=GUEST).exists()
    client.post(address, {**ANSWER, "password": PASSWORD})
    assert User.objects.get(email=GUEST).check_password(PASSWORD)


def test_the_link_alone_signs_nobody_into_an_account(client, address):
    person = make_person(GUEST)

    shown = client.get(address)
    posted = client.post(address, ANSWER)

    assert f"next={reverse('team_invitation', args=['x'])[:-2].replace('/', '%2F')}" in shown.content.decode()
    assert posted.status_code == 200
    assert client.get(reverse("accounts_start")).status_code == 302
    assert not person.terms.exists()


def test_somebody_with_an_account_signs_in_then_accepts(client, address):
    person = make_person(GUEST)
    sign_in(client, GUEST)

    answer = client.post(address, {"answer": "accept"})

    assert answer["Location"] == reverse("team_welcome")
    assert person.terms.get().role == Role.EDITOR


def test_a_closed_account_accepts_nothing(client, address):
    person = make_person(GUEST, is_active=False)
    sign_in(client, GUEST)

    client.post(address, ANSWER)

    assert not person.terms.exists()


def test_who_is_signed_in_as_somebody_else_cannot_take_it(client, address, invitation):
    other = make_person("other@example.org")
    client.force_login(other)

    answer = client.post(address, ANSWER)

    assert "other@example.org" in answer.content.decode()
    assert not other.terms.exists()
    assert not User.objects.filter(email=GUEST).exists()


def test_declining_needs_no_account(client, address, invitation):
    assert client.post(address, {"answer": "decline"}).status_code == 200

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.DECLINED
    assert client.post(address, ANSWER).status_code == 404


@pytest.mark.parametrize("token", ["x", "abc:def:ghi", "%00", "é" * 50])
def test_a_made_up_link_is_told_politely(client, token):
    assert client.get(f"/accounts/invitation/{token}/").status_code == 404


def test_trying_links_out_is_limited(client):
    answers = [client.get("/accounts/invitation/x/").status_code for _ in range(61)]

    assert (answers[59], answers[60]) == (404, 429)


def test_a_term_that_begins_later_opens_nothing_yet(client, centre):
    begins = timezone.localdate() + timedelta(days=9)
    invitation = services.invite(centre=centre, email=GUEST, role=Role.EDITOR, actor=None, begins_on=begins)

    answer = client.post(reverse("team_invitation", args=[links.make(invitation)]), ANSWER, follow=True)

    assert answer.status_code == 200
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_who_has_a_second_factor_goes_on_to_the_desk(client, centre):
    member = make_member(centre)
    enrol(member)
    client.force_login(member)

    assert reverse("wagtailadmin_home") in client.get(reverse("team_welcome")).content.decode()
