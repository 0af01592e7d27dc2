"""The end of a term closes access at the next request, in sessions that are open."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from asgiref.sync import async_to_sync
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from centres.enums import CentreState, Role
from centres.models import Term
from centres.services import change_state, ensure_groups
from centres.team import backends, checks, queries, services
from centres.team.enums import ChangeKind
from centres.team.jobs import keep_teams
from centres.team.models import Presence, TermChange
from cms.core.models import Mail
from tests.factories.accounts import make_person, make_superuser
from tests.factories.centres import make_centre, make_member, make_microsite

pytestmark = pytest.mark.django_db


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def make_team(name: str = "Lunville", **fields):
    """Return a centre with its groups, without pages."""
    centre = make_centre(name, **fields)
    ensure_groups(centre=centre)
    return centre


def manager_of(centre):
    return make_member(centre, Role.MANAGER)


def groups_of(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def end_by_service(centre, member):
    services.end_term(term=member.terms.get(), actor=None)


def end_behind_our_back(centre, member):
    """As an import or a shell would: no signal, no service."""
    Term.objects.filter(user=member).update(ends_on=today(-1))


def close_centre(centre, member):
    change_state(centre=centre, state=CentreState.SUSPENDED, actor=None)


def disable(centre, member):
    type(member).objects.filter(pk=member.pk).update(is_active=False)


ENDINGS = [end_by_service, end_behind_our_back, close_centre, disable]


def answers(client: Client, page, title: str) -> list[int]:
    """Ask page, admin API, chooser, preview, two saves (by the editor itself, by hand); being sent away is 403."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = nested_form_data({"title": title, "slug": page.slug, "summary": "", "body": streamfield([])})
    asked = [
        client.get(edit),
        client.get(reverse("wagtailadmin_api:pages:detail", args=[page.pk])),
        client.get(reverse("wagtailadmin_choose_page_child", args=[page.pk])),
        client.get(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])),
        client.post(edit, form, headers={"accept": "application/json"}),
        client.post(edit, {**form, "action-publish": "1"}),
    ]
    refusals = (reverse("wagtailadmin_home"), reverse("account_login"))
    return [403 if answer.get("Location", "").partition("?")[0] in refusals else answer.status_code for answer in asked]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_open_session_is_refused_at_its_next_request(client, ending):
    centre = make_microsite()
    member = make_member(centre)
    page = centre.pages.get(locale__language_code="fr")
    client.force_login(member)
    before = answers(client, page, "Before")
    revisions = Revision.objects.count()

    ending(centre, member)

    assert before == [200, 200, 200, 200, 200, 302]
    assert set(answers(client, page, "Pirated")) == {403}
    assert Revision.objects.count() == revisions
    page.refresh_from_db()
    assert page.title == "Before"


@pytest.mark.usefixtures("in_english")
def test_whoever_was_in_the_office_is_told_on_the_page_of_the_account(client):
    centre = make_team()
    member = make_member(centre)
    client.force_login(member)

    end_by_service(centre, member)
    answer = client.get(reverse("wagtailadmin_home"), follow=True)

    assert answer.redirect_chain[-1] == (reverse("accounts_start"), 302)
    assert "Lunville: your term of office is over." in answer.content.decode()


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("state", "dates", "words"),
    [
        (CentreState.AFFILIATED, {}, ""),
        (CentreState.SUSPENDED, {}, "Lunville is suspended: its team has no access"),
        (CentreState.CLOSED, {"ends_on": 400}, "Lunville does not work now"),
        (CentreState.AFFILIATED, {"begins_on": 3}, "Lunville: your term of office begins on"),
        (CentreState.AFFILIATED, {"begins_on": -200, "ends_on": -100}, ""),
    ],
)
def test_the_account_says_why_a_centre_is_closed_to_somebody(client, state, dates, words):
    centre = make_team()
    member = make_member(centre, **{name: today(days) for name, days in dates.items()})
    type(centre).objects.filter(pk=centre.pk).update(state=state)
    client.force_login(member)

    answer = client.get(reverse("accounts_start")).content.decode()

    assert ("notice--warning" in answer) == bool(words)
    assert words in answer


def test_the_day_after_the_last_day_closes_by_itself(client):
    centre = make_microsite()
    member = make_member(centre, ends_on=today())
    edit = reverse("wagtailadmin_pages:edit", args=[centre.pages.first().pk])
    client.force_login(member)
    assert client.get(edit).status_code == 200

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert client.get(edit).status_code == 302
        assert groups_of(member) == set()


def test_a_term_that_begins_tomorrow_gives_nothing_today(client):
    centre = make_microsite()
    member = make_member(centre, begins_on=today(1))
    edit = reverse("wagtailadmin_pages:edit", args=[centre.pages.first().pk])
    client.force_login(member)

    assert client.get(edit).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert client.get(edit).status_code == 200


def test_reading_the_person_of_a_session_asks_one_question(client):
    centre = make_centre()
    services.note_presence(user=make_member(centre))
    for user in (centre.terms.get().user, make_person("nobody@example.org")):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            backends.TermsBackend().get_user(user.pk)
        assert len(asked) == 1


def test_asynchronous_requests_settle_the_same():
    centre = make_team()
    member = make_member(centre)
    end_behind_our_back(centre, member)

    async_to_sync(backends.TermsBackend().aget_user)(member.pk)

    assert groups_of(member) == set()


def test_no_other_backend_may_read_sessions(settings):
    assert checks.check_backend() == []
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "django.contrib.auth.backends.ModelBackend"]
    assert [message.id for message in checks.check_backend()] == ["team.E001"]


def test_presence_is_kept_to_the_day_and_only_of_teams():
    member, other = make_member(make_centre()), make_person("nobody@example.org")

    for user in (member, other):
        backends.TermsBackend().get_user(user.pk)

    assert list(Presence.objects.values_list("user", "seen_on")) == [(member.pk, today())]


def test_membership_by_hand_is_undone_in_both_directions():
    centre, other = make_team(), make_team("Oslund", country="NO")
    member = make_member(centre)
    own, foreign = centre.groups.get(role=Role.EDITOR).group, other.groups.get(role=Role.MANAGER).group

    member.groups.add(foreign)
    assert groups_of(member) == {own.name}
    member.groups.clear()
    assert groups_of(member) == {own.name}
    foreign.user_set.add(member)
    assert groups_of(member) == {own.name}


def test_other_groups_are_left_alone():
    centre = make_team()
    member = make_member(centre, groups=("Editors",))

    end_by_service(centre, member)

    assert groups_of(member) == {"Editors"}


def test_the_clock_settles_those_who_do_not_come():
    centre = make_team()
    gone, coming = make_member(centre, email="a@example.org"), make_member(centre, email="b@example.org")
    end_behind_our_back(centre, gone)
    queries.Membership.objects.filter(user_id=coming.pk).delete()

    keep_teams()

    assert groups_of(gone) == set()
    assert groups_of(coming) == {"centre:lunville:editor"}
    assert services.derive_memberships() == 0


def test_access_comes_back_when_the_centre_opens_again():
    centre = make_team()
    member = make_member(centre)

    close_centre(centre, member)
    assert groups_of(member) == set()
    change_state(centre=centre, state=CentreState.AFFILIATED, actor=None)
    assert groups_of(member) == {"centre:lunville:editor"}


def test_ending_is_told_and_kept_with_its_reason():
    centre = make_team()
    manager, member = manager_of(centre), make_member(centre)

    term = services.end_term(term=member.terms.get(), actor=manager, reason="Moved away")

    assert term.ends_on == today(-1)
    change = TermChange.objects.get()
    assert (change.kind, change.reason, change.actor) == (ChangeKind.ENDED, "Moved away", manager)
    assert "Moved away" in Mail.objects.get(to=member.email).text
    assert list(queries.past_terms(centre)) == [term]
    with pytest.raises(ValidationError):
        services.end_term(term=term, actor=manager)
    with pytest.raises(ValidationError):
        services.renew_term(term=term, ends_on=today(9), actor=manager)


def test_a_term_that_has_not_begun_is_ended_whole():
    centre = make_team()
    member = make_member(centre, begins_on=today(5))

    end_by_service(centre, member)

    assert not Term.objects.current(on=today(5)).exists()


def test_nobody_acts_on_his_own_term_nor_on_another_centre():
    centre, other = make_team(), make_team("Oslund", country="NO")
    manager, stranger = manager_of(centre), manager_of(other)
    second, editor = make_member(centre, Role.MANAGER, "second@example.org"), make_member(centre)

    for actor, owner in ((manager, manager), (stranger, second), (editor, second), (editor, editor)):
        term = owner.terms.get()
        for act in (
            lambda term=term, actor=actor: services.end_term(term=term, actor=actor),
            lambda term=term, actor=actor: services.renew_term(term=term, ends_on=None, actor=actor),
            lambda term=term, actor=actor: services.change_role(term=term, role=Role.TREASURER, actor=actor),
        ):
            with pytest.raises(PermissionDenied):
                act()
    services.end_term(term=second.terms.get(), actor=manager)


def test_one_manager_remains_unless_the_secretariat_ends_the_last():
    centre = make_team()
    manager = manager_of(centre)

    for act in (services.end_term, lambda **kw: services.change_role(role=Role.EDITOR, **kw)):
        with pytest.raises(ValidationError):
            act(term=manager.terms.get(), actor=None)
    services.end_term(term=manager.terms.get(), actor=make_superuser())
    assert not queries.managers_of(centre).exists()


def test_a_changed_role_is_a_new_term_until_the_same_day():
    centre = make_team()
    manager, member = manager_of(centre), make_member(centre, ends_on=today(30))

    made = services.change_role(term=member.terms.get(), role=Role.TRANSLATOR, languages=["eo", "fr"], actor=manager)

    assert [(term.language, term.ends_on) for term in made] == [("eo", today(30)), ("fr", today(30))]
    assert groups_of(member) == {"centre:lunville:translator:eo", "centre:lunville:translator:fr"}
    assert set(TermChange.objects.values_list("kind", flat=True)) == {ChangeKind.REPLACED, ChangeKind.BEGUN}
    for role, languages in ((Role.TRANSLATOR, []), (Role.TRANSLATOR, ["es"]), (Role.TRANSLATOR, ["eo"])):
        with pytest.raises(ValidationError):
            services.change_role(term=made[0], role=role, languages=languages, actor=manager)


def test_renewing_moves_the_end_and_is_written_down():
    centre = make_team()
    manager, member = manager_of(centre), make_member(centre, ends_on=today(3))

    renewed = services.renew_term(term=member.terms.get(), ends_on=today(400), actor=manager)

    assert renewed.ends_on == today(400)
    assert TermChange.objects.get().old_end == today(3)
    with pytest.raises(ValidationError):
        services.renew_term(term=renewed, ends_on=today(-1), actor=manager)


def test_reminders_come_at_sixty_and_fourteen_days_once_each():
    centre = make_team()
    manager = manager_of(centre)
    member = make_member(centre, ends_on=today(70))

    def mails(days):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            for _twice in range(2):
                services.remind_of_endings()
        return Mail.objects.filter(to=member.email).count(), Mail.objects.filter(to=manager.email).count()

    assert [mails(days) for days in (9, 10, 30, 56, 60, 71)] == [(0, 0), (1, 1), (1, 1), (2, 2), (2, 2), (2, 2)]
    services.renew_term(term=member.terms.get(), ends_on=today(200), actor=None)
    assert mails(190) == (3, 3)


def test_a_term_shorter_than_the_marks_is_reminded_of_at_the_nearest_only():
    centre = make_team()
    member = make_member(centre, ends_on=today(5))

    services.remind_of_endings()

    assert Mail.objects.filter(to=member.email).count() == 1
