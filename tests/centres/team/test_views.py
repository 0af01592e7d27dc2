"""Teams in the editors' screens."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from centres.enums import Role
from centres.models import Term
from centres.services import ensure_groups
from centres.team import services
from centres.team.enums import InvitationState
from centres.team.models import Invitation
from cms.accounts.services import choose_language
from cms.core.models import Mail
from tests.factories.accounts import enrol, make_person, make_superuser
from tests.factories.centres import make_centre, make_member, make_microsite

pytestmark = pytest.mark.django_db
GUEST = "guest@example.org"


def make_team(name: str = "Lunville", **fields):
    centre = make_centre(name, **fields)
    ensure_groups(centre=centre)
    manager = make_member(centre, Role.MANAGER, first_name="Nour", last_name="Aziz")
    choose_language(user=manager, language="en")
    return centre, manager


def soup_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def main_of(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return soup_of(answer).select_one("main").get_text(" ", strip=True)


@pytest.fixture
def team(client):
    centre, manager = make_team()
    client.force_login(manager)
    return centre, manager


def test_three_activations_invite_somebody(client, team):
    _centre, _manager = team

    start = client.get(reverse("team_centres"), follow=True)
    link = soup_of(start).select_one("main .mc-team__actions a")
    form = soup_of(client.get(link["href"])).select_one("main form")
    required = {"email": GUEST, "role": "editor"}
    values = {
        item["name"]: item.get("value", "")
        for item in form.select("input[type=hidden], input[type=date], input[type=text]")
    }
    answer = client.post(link["href"], {**values, "mail_language": "fr", **required}, follow=True)

    assert link.get_text(strip=True) == "Invite"
    assert form.select_one("button[type=submit]").get_text(strip=True) == "Send the invitation"
    assert "on its way to guest@example.org" in soup_of(answer).get_text(" ", strip=True)
    assert Invitation.objects.get().invited_by == team[1]
    assert Mail.objects.filter(to=GUEST).count() == 1


def test_every_role_is_explained_beside_its_choice(client, team):
    text = main_of(client, "team_invite", team[0].pk)

    for words in ("Leads the team", "Writes and publishes", "registers them", "Translates", "accounts"):
        assert words in text


def test_known_and_unknown_addresses_are_answered_alike(client, team):
    centre, _manager = team
    make_person("known@example.org")
    pages = []
    for email in ("known@example.org", "nobody@example.org"):
        form = {"email": email, "role": "editor", "mail_language": "fr"}
        answer = client.post(reverse("team_invite", args=[centre.pk]), form, follow=True)
        text = soup_of(answer).select_one("main").get_text(" ", strip=True).replace(email, "X")
        pages.append((answer.status_code, text.count("X"), Mail.objects.filter(to=email).count()))
        Invitation.objects.all().delete()

    assert pages[0] == pages[1]


def test_a_second_time_says_so_and_mails_nothing(client, team):
    centre, _manager = team
    form = {"email": GUEST, "role": "translator", "languages": ["eo", "fr"], "mail_language": "fr"}
    address = reverse("team_invite", args=[centre.pk])

    client.post(address, form)
    answer = client.post(address, form, follow=True)

    assert "waits for guest@example.org already" in answer.content.decode()
    assert Invitation.objects.get().languages == ["eo", "fr"]
    assert Mail.objects.filter(to=GUEST).count() == 1


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"email": GUEST},
        {"email": "no address", "role": "editor"},
        {"email": GUEST, "role": "king"},
        {"email": GUEST, "role": "translator"},
        {"email": GUEST, "role": "translator", "languages": ["de"]},
        {"email": GUEST, "role": "editor", "ends_on": "2020-01-01"},
        {"email": GUEST, "role": "editor", "begins_on": "never"},
        {"email": "manager-lunville@example.org", "role": "treasurer"},
        {"email": f"a@{'x' * 300}.org", "role": "editor"},
    ],
)
def test_bad_invitations_are_refused_with_a_word(client, team, form):
    answer = client.post(reverse("team_invite", args=[team[0].pk]), {"mail_language": "en", **form})

    assert answer.status_code == 200
    assert soup_of(answer).select(".error-message")
    assert not Invitation.objects.exists()


def test_invitations_have_a_rate(client, team, monkeypatch):
    monkeypatch.setattr("centres.team.views.RATE", "1/h")
    address = reverse("team_invite", args=[team[0].pk])

    for number in range(2):
        form = {"email": f"{number}@example.org", "role": "editor", "mail_language": "fr"}
        answer = client.post(address, form)

    assert "too many invitations" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_the_list_shows_people_and_what_waits(client, team):
    centre, manager = team
    member = make_member(centre, first_name="Ada", last_name="Lund", ends_on=timezone.localdate() + timedelta(21))
    enrol(member)
    services.note_presence(user=member)
    services.invite(centre=centre, email=GUEST, role=Role.OFFICER, actor=manager)

    text = main_of(client, "team_centre", centre.pk)

    for words in ("Ada Lund", "21 days left", "Second factor: yes", "Last seen on", GUEST, "Waiting for an answer"):
        assert words in text


def test_a_member_sees_names_and_roles_only(client):
    centre, manager = make_team()
    services.invite(centre=centre, email=GUEST, role=Role.OFFICER, actor=manager)
    editor = make_member(centre, first_name="Ada", last_name="Lund")
    choose_language(user=editor, language="en")
    client.force_login(editor)

    text = main_of(client, "team_centre", centre.pk)

    assert "Nour Aziz" in text
    for words in ("@", "Second factor", "seen", "End now", "Invite"):
        assert words not in text.replace("A manager invites others", "")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(client, team, number):
    centre, manager = team
    for place in range(number):
        make_member(centre, email=f"m{place}@example.org")
        services.invite(centre=centre, email=f"g{place}@example.org", role=Role.OFFICER, actor=manager)
    client.get(reverse("team_centre", args=[centre.pk]))

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("team_centre", args=[centre.pk]))

    about_teams = [query for query in asked if "centres_term" in query["sql"] or "team_" in query["sql"]]
    # The person, the centre, the right to manage, the members, the invitations, whose names may be
    # said; the menu asks for a centre to open.
    assert len(about_teams) == 7


def test_term_actions_by_the_manager(client, team):
    centre, _manager = team
    term = make_member(centre).terms.get()

    asked = main_of(client, "team_end", term.pk)
    client.post(reverse("team_renew", args=[term.pk]), {"ends_on": "2099-01-01"})
    term.refresh_from_db()
    assert str(term.ends_on) == "2099-01-01"
    client.post(reverse("team_role", args=[term.pk]), {"role": "translator", "languages": ["eo"]})
    made = Term.objects.get(role="translator")
    client.post(reverse("team_end", args=[made.pk]), {"reason": "Moved <b>away</b>"})

    assert "even where signed in now" in asked
    assert not Term.objects.current().filter(user=term.user).exists()
    history = client.get(reverse("team_history", args=[centre.pk])).content.decode()
    assert "Moved &lt;b&gt;away&lt;/b&gt;" in history


def test_the_last_manager_stays(client, team):
    centre, manager = team
    client.force_login(make_member(centre, Role.MANAGER, "second@example.org"))
    client.post(reverse("team_end", args=[manager.terms.get().pk]))
    client.force_login(manager)
    assert client.get(reverse("team_centre", args=[centre.pk])).status_code == 302
    last = Term.objects.current().get()
    client.force_login(make_superuser())

    client.post(reverse("team_end", args=[last.pk]))

    assert not Term.objects.current().exists()


def test_invitations_are_sent_again_and_withdrawn(client, team):
    centre, manager = team
    invitation = services.invite(centre=centre, email=GUEST, role=Role.OFFICER, actor=manager)
    again, withdraw = (reverse(name, args=[invitation.pk]) for name in ("team_send_again", "team_withdraw"))

    early = client.post(again, follow=True)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=1))
    client.post(again)
    client.post(withdraw)
    late = client.post(again, follow=True)

    assert "Wait ten minutes" in early.content.decode()
    assert Mail.objects.filter(to=GUEST).count() == 2
    assert "no longer open" in late.content.decode()
    assert Invitation.objects.get().state == InvitationState.WITHDRAWN
    assert client.get(again).status_code == 405


def every_address(centre, invitation, term):
    for name in ("team_centre", "team_invite", "team_history"):
        yield reverse(name, args=[centre.pk])
    for name in ("team_send_again", "team_withdraw"):
        yield reverse(name, args=[invitation.pk])
    for name in ("team_renew", "team_end", "team_role"):
        yield reverse(name, args=[term.pk])


FORM = {"email": GUEST, "role": "manager", "mail_language": "fr", "ends_on": "2099-01-01", "reason": "x"}


@pytest.mark.parametrize("role", [*Role, None])
def test_nobody_acts_on_another_centre(client, role):
    centre, manager = make_team()
    other, _other_manager = make_team("Oslund", country="NO")
    term = make_member(centre).terms.get()
    invitation = services.invite(centre=centre, email="waits@example.org", role=Role.OFFICER, actor=manager)
    spy = make_person() if role is None else make_member(other, role, language="fr" if role == "translator" else "")
    client.force_login(spy)
    before = list(Term.objects.values()), list(Invitation.objects.values()), Mail.objects.count()

    for address in every_address(centre, invitation, term):
        for answer in (client.get(address), client.post(address, FORM)):
            assert answer.status_code in {404, 405} or (role is None and "/login/" in answer["Location"])

    assert (list(Term.objects.values()), list(Invitation.objects.values()), Mail.objects.count()) == before


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_only_managers_act_in_their_own_centre(client, role):
    centre, manager = make_team()
    term = make_member(centre, email="victim@example.org").terms.get()
    invitation = services.invite(centre=centre, email="waits@example.org", role=Role.OFFICER, actor=manager)
    member = make_member(centre, role, "member@example.org", language="fr" if role == "translator" else "")
    client.force_login(member)
    before = list(Term.objects.values()), list(Invitation.objects.values())

    for address in list(every_address(centre, invitation, term))[1:]:
        assert client.post(address, FORM).status_code in {302, 404, 405}

    assert (list(Term.objects.values()), list(Invitation.objects.values())) == before


def test_the_secretariat_sees_every_team_and_searches(client):
    make_team()
    other, _manager = make_team("Oslund", country="NO")
    admin = make_superuser()
    choose_language(user=admin, language="en")
    client.force_login(admin)

    assert "Oslund" in main_of(client, "team_centres")
    found = client.get(reverse("team_centres"), {"q": "oslu"}).content.decode()
    assert "Oslund" in found
    assert "Lunville" not in found
    assert client.get(reverse("team_invite", args=[other.pk])).status_code == 200


def test_who_serves_two_centres_sees_both_on_the_desk(client, team):
    _centre, manager = team
    other, _other_manager = make_team("Oslund", country="NO")
    make_member(other, Role.TRANSLATOR, manager.email, language="eo", ends_on=timezone.localdate() + timedelta(40))

    panel = soup_of(client.get(reverse("wagtailadmin_home"))).select_one(".mc-team__mine").get_text(" ", strip=True)

    for words in ("Lunville", "Manager", "without an end", "Oslund", "Translator (Esperanto)", "until"):
        assert words in panel
    assert {"Lunville", "Oslund"} <= set(main_of(client, "team_centres").split())


def test_who_serves_no_centre_finds_no_team(client):
    client.force_login(make_person(groups=("Editors",)))

    assert reverse("team_centres") not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("team_centres")).status_code == 302


def test_my_centres_lead_to_the_pages_and_once_it_is_live_to_the_site(client):
    for name, is_live in (("Lunville", True), ("Portclair", False)):
        member = make_member(make_microsite(name, is_live=is_live), email="both@example.org")
    client.force_login(member)

    links = [link["href"] for link in soup_of(client.get(reverse("wagtailadmin_home"))).select(".mc-team__mine a")]

    assert sum(link.startswith("/cms/pages/") for link in links) == 2
    assert [link for link in links if "/centres/" in link] == ["/fr/centres/lunville/"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_downloaded_history_names_nobody_of_another_centre(client, form):
    from openpyxl import load_workbook

    centre, stranger = make_microsite("Lunville"), make_member(make_microsite("Portclair"), last_name="Qxvb")
    log(instance=centre.pages.first().page_ptr, action="wagtail.edit", user=stranger)
    client.force_login(make_member(centre, Role.MANAGER))

    answer = client.get(reverse("wagtailadmin_reports:site_history"), {"export": form})

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    table = body.decode() if form == "csv" else str(list(load_workbook(BytesIO(body)).active.values))
    assert "Lunville" in table
    assert "Qxvb" not in table
