"""Invitations: one mail, one answer, nothing silently."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from centres.enums import CentreState, Role
from centres.models import Term
from centres.services import change_state
from centres.team import links, services
from centres.team.enums import InvitationState
from centres.team.models import Invitation
from cms.accounts.models import User
from cms.accounts.services import choose_language
from cms.core.models import AuditEntry, Mail
from cms.core.signed_links import LinkError
from tests.factories.accounts import last_mail, make_person
from tests.factories.centres import make_centre, make_member, make_microsite

pytestmark = pytest.mark.django_db
GUEST = "guest@example.org"
LINK = re.compile(r"http\S+/accounts/invitation/(\S+)/")


def ask(centre, role=Role.EDITOR, email=GUEST, **fields):
    return services.invite(centre=centre, email=email, role=role, actor=None, **fields)


def token_in_mail(to=GUEST):
    return LINK.search(last_mail(to).text)[1]


def test_one_invitation_is_one_mail_that_says_who_what_and_until_when():
    centre = make_centre()
    manager = make_member(centre, Role.MANAGER, first_name="Nour", last_name="Aziz")

    fields = {"role": Role.TRANSLATOR, "language": "fr eo", "ends_on": date(2030, 5, 4), "mail_language": "en"}
    first = services.invite(centre=centre, email=" Guest@Example.org", actor=manager, **fields)
    second = services.invite(centre=centre, email=GUEST, actor=manager, **{**fields, "ends_on": date(2031, 1, 1)})

    assert first == second
    assert (second.ends_on, second.languages, second.email) == (date(2030, 5, 4), ["eo", "fr"], GUEST)
    mail = Mail.objects.get(to=GUEST)
    assert "Lunville" in mail.subject
    for words in ("Nour Aziz", "Lunville", "translator", "Esperanto", "May 4, 2030"):
        assert words in mail.text
        assert words in mail.html


def test_the_mail_is_in_the_language_of_its_reader():
    centre = make_centre(languages=("eo", "fr"))
    choose_language(user=make_person("known@example.org"), language="de")

    assert ask(centre).mail_language == "eo"
    assert ask(centre, Role.OFFICER, mail_language="es").mail_language == "es"
    assert ask(centre, email="known@example.org", mail_language="es").mail_language == "de"


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        (Role.TRANSLATOR, {}),
        (Role.EDITOR, {"language": "fr"}),
        (Role.TRANSLATOR, {"language": "es"}),
        (Role.EDITOR, {"ends_on": date(2020, 1, 1)}),
        (Role.EDITOR, {"begins_on": date(2030, 1, 2), "ends_on": date(2030, 1, 1)}),
    ],
)
def test_what_makes_no_sense_is_refused(role, fields):
    centre = make_centre()

    with pytest.raises(ValidationError):
        ask(centre, role, **fields)
    assert not Mail.objects.filter(to=GUEST).exists()


def test_who_serves_already_is_not_asked_again():
    centre = make_centre()
    accepted = ask(centre)
    services.accept_as_new_person(invitation=accepted, first_name="Gu", last_name="Est")
    make_member(centre, Role.OFFICER, "other@example.org")

    assert ask(centre).pk == accepted.pk
    assert ask(centre, Role.OFFICER, "other@example.org") is None
    assert Invitation.objects.count() == 1


def test_accepting_makes_account_and_terms():
    centre = make_microsite()
    invitation = ask(centre, Role.TRANSLATOR, language="eo fr", ends_on=date(2030, 1, 1), mail_language="eo")

    user = services.accept_as_new_person(invitation=links.read(token_in_mail()), first_name="Gu", last_name="Est")

    assert not user.has_usable_password()
    assert user.emailaddress_set.get().verified
    assert set(user.terms.values_list("role", "language", "ends_on")) == {
        ("translator", "eo", date(2030, 1, 1)),
        ("translator", "fr", date(2030, 1, 1)),
    }
    assert {group.centre_group.language for group in user.groups.all()} == {"eo", "fr"}
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == (InvitationState.ACCEPTED, user)
    assert AuditEntry.objects.filter(action="team.invitation_accepted").count() == 1


def test_a_link_is_good_once_for_its_address_and_for_fourteen_days():
    centre = make_centre()
    invitation = ask(centre)
    token = token_in_mail()

    with pytest.raises(PermissionDenied):
        services.accept_invitation(invitation=invitation, user=make_person("else@example.org"))
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)), pytest.raises(LinkError):
        links.read(token)
    with pytest.raises(LinkError):
        links.read(token[:-1])
    services.accept_as_new_person(invitation=links.read(token), first_name="Gu", last_name="Est")
    with pytest.raises(LinkError):
        links.read(token)
    with pytest.raises(ValidationError):
        services.accept_as_new_person(invitation=invitation, first_name="Gu", last_name="Est")
    assert Term.objects.count() == 1


@pytest.mark.parametrize("close", ["withdraw", "decline"])
def test_a_closed_invitation_opens_nothing(close):
    invitation = ask(make_centre())
    token = token_in_mail()

    if close == "withdraw":
        services.withdraw_invitation(invitation=invitation, actor=None)
    else:
        services.decline_invitation(invitation=invitation)

    with pytest.raises(LinkError):
        links.read(token)
    with pytest.raises(ValidationError):
        services.accept_as_new_person(invitation=invitation, first_name="Gu", last_name="Est")
    with pytest.raises(ValidationError):
        services.send_again(invitation=invitation, actor=None)
    assert not User.objects.filter(email=GUEST).exists()


def test_a_centre_that_closes_takes_its_invitations_back():
    centre = make_centre()
    ask(centre)

    change_state(centre=centre, state=CentreState.SUSPENDED, actor=None)
    assert links.read(token_in_mail()).is_open
    change_state(centre=centre, state=CentreState.CLOSED, actor=None)
    with pytest.raises(LinkError):
        links.read(token_in_mail())


def test_an_expired_invitation_is_sent_again_with_new_time_or_asked_anew():
    centre = make_centre()
    invitation = ask(centre)
    with pytest.raises(ValidationError):
        services.send_again(invitation=invitation, actor=None)

    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert str(Invitation.objects.get().shown_state) == str(InvitationState.EXPIRED.label)
        assert services.expire_invitations() == 1
        again = services.send_again(invitation=invitation, actor=None)
        assert (again.is_open, again.times_sent) == (True, 2)
        assert links.read(token_in_mail()) == invitation

    with time_machine.travel(timezone.now() + timedelta(days=40)):
        assert ask(centre).pk != invitation.pk
        with pytest.raises(ValidationError):
            services.send_again(invitation=invitation, actor=None)


def test_addresses_that_led_to_nothing_are_forgotten():
    centre = make_centre()
    services.decline_invitation(invitation=ask(centre))
    services.accept_as_new_person(invitation=ask(centre, email="stays@example.org"), first_name="St", last_name="Ays")

    with time_machine.travel(timezone.now() + timedelta(days=91)):
        services.forget_invitations()

    assert [row.email for row in Invitation.objects.all()] == ["stays@example.org"]


def test_an_existing_term_of_the_same_role_is_lengthened():
    centre = make_centre()
    member = make_member(centre, Role.EDITOR, GUEST, ends_on=timezone.localdate() + timedelta(days=5))
    Invitation.objects.all().delete()
    term = member.terms.get()
    services.begin_term(centre=centre, user=member, role=Role.EDITOR, actor=None, ends_on=None)

    term.refresh_from_db()
    assert (member.terms.count(), term.ends_on) == (1, None)
