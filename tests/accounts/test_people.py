"""People in the editors' screens, invitations, addresses, languages and the demonstration's accounts."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.users.models import UserProfile

from cms.accounts import queries, services
from cms.accounts.enums import GroupName, reviewers, translators
from cms.accounts.models import User
from cms.accounts.services.demonstration import PASSWORD as DEMONSTRATION_PASSWORD
from cms.core.models import AuditEntry, Mail
from tests.factories.accounts import PASSWORD, enrol, last_mail, mailed_code, make_person, make_superuser, sign_in

pytestmark = pytest.mark.django_db
NEW = "ilse@example.org"


@pytest.fixture
def office(homes) -> Client:
    """A browser in which a superuser is signed in."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_superuser())
    return client


def person_form(**changes):
    return {
        "email": NEW,
        "first_name": "Ilse",
        "last_name": "Brandt",
        "password1": "",
        "password2": "",
        "is_active": "on",
        **changes,
    }


def addresses(user: User) -> list[tuple[str, bool, bool]]:
    return list(user.emailaddress_set.values_list("email", "verified", "primary"))


def test_pages_of_people_work_without_a_user_name(office, homes):
    user = make_person(groups=(GroupName.EDITORS,))

    for path in ("/cms/users/", "/cms/users/new/", f"/cms/users/edit/{user.pk}/", f"/cms/users/delete/{user.pk}/"):
        assert office.get(path).status_code == 200, path
    assert "zamira@example.org" in office.get("/cms/users/?q=Zamira").content.decode()


def test_person_made_in_the_office_is_invited_and_signs_in_by_code(office, homes, client):
    editors = Group.objects.get(name=GroupName.EDITORS)

    response = office.post("/cms/users/new/", person_form(email="Ilse@Example.org", groups=[editors.pk]))

    assert response["Location"] == "/cms/users/"
    user = User.objects.get(email=NEW)
    assert not user.has_usable_password()
    assert addresses(user) == [(NEW, True, True)]
    mail = last_mail(NEW)
    assert mail.notice == "invitation"
    assert "/accounts/login/code/" in mail.text
    assert "Ilse Brandt" in mail.html
    client.post("/accounts/login/code/", {"email": NEW})
    signed_in = client.post("/accounts/login/code/confirm/", {"code": mailed_code(NEW)})
    assert signed_in["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_person_made_with_a_password_signs_in_with_it(office, homes, client):
    office.post("/cms/users/new/", person_form(password1=PASSWORD, password2=PASSWORD))

    assert sign_in(client, NEW)["Location"] == "/accounts/"
    assert SESSION_KEY in client.session
    assert "/accounts/login/code/" not in last_mail(NEW).text


def test_address_corrected_in_the_office_is_vouched_for(office, homes):
    user = make_person()

    office.post(f"/cms/users/edit/{user.pk}/", person_form())

    user.refresh_from_db()
    assert user.email == NEW
    assert addresses(user) == [(NEW, True, True)]
    assert AuditEntry.objects.filter(action="account.address_vouched", object_id=str(user.pk)).exists()


@pytest.mark.parametrize("email", ["zamira@example.org", "ZAMIRA@example.ORG"])
def test_two_people_cannot_share_an_address(office, homes, email):
    make_person()

    response = office.post("/cms/users/new/", person_form(email=email))

    assert response.status_code == 200
    assert User.objects.filter(email__iexact=email).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email=email)])


def test_invitation_is_sent_once(homes):
    user = make_person(NEW, password=None)

    for _ in range(2):
        services.invite(user=user, actor=None)

    assert Mail.objects.filter(notice="invitation").count() == 1


@pytest.mark.parametrize(("is_superuser", "verified"), [(True, True), (False, False)])
def test_address_row_follows_a_person_made_elsewhere(homes, is_superuser, verified):
    user = User.objects.create_user(NEW, is_superuser=is_superuser)

    assert addresses(user) == [(NEW, verified, True)]


def test_address_row_follows_a_change_made_elsewhere(homes):
    user = make_person()
    user.email = NEW
    user.save()

    assert addresses(user) == [(NEW, False, True)]


def test_signing_in_writes_no_address(homes, client, django_assert_num_queries):
    user = make_person()
    before = list(EmailAddress.objects.values())

    with django_assert_num_queries(1):
        user.save(update_fields=["last_login"])

    assert list(EmailAddress.objects.values()) == before


def test_language_is_kept_for_mails_pages_and_the_office(homes, client):
    user = make_person(groups=(GroupName.EDITORS,))
    client.force_login(user)

    response = client.post("/accounts/language/", {"language": "ar"})

    assert (response["Location"], response.cookies["django_language"].value) == ("/accounts/", "ar")
    assert UserProfile.objects.get(user=user).preferred_language == "ar"
    assert queries.language_of_address("ZAMIRA@example.org") == "ar"
    assert '<html lang="ar" dir="rtl"' in client.get("/cms/", headers={"accept-language": "fr"}).content.decode()


@pytest.mark.parametrize("language", ["", "xx", "fr-be"])
def test_unknown_language_is_refused(homes, client, language):
    user = make_person()
    client.force_login(user)

    page = client.post("/accounts/language/", {"language": language}, headers={"accept-language": "en"})

    assert page.status_code == 200
    assert "<title>Error: Language" in page.content.decode()
    assert not UserProfile.objects.filter(user=user).exists()
    with pytest.raises(ValueError, match="not a language"):
        services.choose_language(user=user, language=language)


def test_office_is_counted_by_its_rights(homes):
    make_person()
    gone = make_superuser("gone@example.org", is_active=False)
    superuser = make_superuser()
    editor = make_person("editor@example.org", groups=(GroupName.EDITORS, translators("eo")))
    enrol(editor)

    assert set(queries.office_people()) == {superuser, editor}
    assert list(queries.office_people_without_second_factor()) == [superuser]
    assert gone not in queries.office_people()


def test_demonstration_accounts_sign_in(homes):
    users = services.create_demonstration_accounts()

    assert users[0].email == "admin@mondcivitan.example"
    assert [user.is_superuser for user in users] == [True, *[False] * 7]
    assert all(user.is_demonstration for user in users)
    assert {user.groups.get().name for user in users} == {
        *GroupName,
        translators("eo"),
        reviewers("eo"),
        translators("en"),
        "Secretariat",
        "Correspondents",
    }
    for user in users:
        client = Client()
        assert sign_in(client, user.email, DEMONSTRATION_PASSWORD)["Location"] == "/cms/"
        assert client.get("/cms/").status_code == 200


def test_demonstration_accounts_are_made_once_and_listed(homes):
    first, second = services.create_demonstration_accounts(), services.create_demonstration_accounts()

    assert first == second
    lines = services.demonstration_sign_ins()
    assert [line.split()[:2] for line in lines] == [[user.email, "mondcivitan-demo"] for user in first]
