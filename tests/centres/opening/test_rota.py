"""Opening days, the rota, and what visitors see of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from centres.enums import Role
from centres.opening.forms import OpeningForm
from centres.opening.hours import changes_at, next_openings, occurrences, week_lines
from centres.opening.models import Duty, Opening
from centres.opening.services import forget_past_duties, put_down, save_opening
from tests.factories.centres import make_centre, make_member, make_microsite

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 1)


def weekly(centre, weekday=0, begins=time(10), ends=time(12), **fields):
    return Opening.objects.create(centre=centre, kind="weekly", weekday=weekday, begins=begins, ends=ends, **fields)


def days(centre, first=MONDAY, number=14):
    return [item.day for item in occurrences(centre.openings.all(), first, number)]


def test_weekly_days_stop_where_the_centre_is_closed_and_dated_ones_join():
    centre = make_centre()
    weekly(centre, first_day=MONDAY, last_day=MONDAY + timedelta(days=13))
    day = MONDAY + timedelta(days=3)
    Opening.objects.create(centre=centre, kind="dated", first_day=day, last_day=day, begins=time(9), ends=time(10))
    gone = MONDAY + timedelta(days=7)
    Opening.objects.create(centre=centre, kind="closed", first_day=gone, last_day=gone)

    assert days(centre, number=30) == [MONDAY, day]


def test_days_are_those_of_the_centres_time_zone():
    centre = make_centre(time_zone="Pacific/Auckland")
    weekly(centre, begins=time(10), ends=time(12))
    sunday_evening = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)

    found = next_openings(centre, now=sunday_evening)

    assert found[0].day == MONDAY
    assert changes_at(centre, found, now=sunday_evening) == datetime(2026, 6, 1, 0, 0, tzinfo=UTC)
    assert next_openings(centre, now=datetime(2026, 6, 1, 0, 0, tzinfo=UTC))[0].day == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "weekly", "begins": time(9), "ends": time(10)},
        {"kind": "weekly", "weekday": 1, "begins": time(10), "ends": time(9)},
        {"kind": "dated", "begins": time(9), "ends": time(10)},
        {"kind": "closed", "first_day": MONDAY, "last_day": MONDAY, "begins": time(9), "ends": time(10)},
        {"kind": "closed", "first_day": MONDAY, "last_day": date(2026, 5, 1)},
    ],
)
def test_the_database_refuses_days_that_make_no_sense(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.create(centre=make_centre(), **fields)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"kind": "weekly", "begins": "10:00", "ends": "12:00"}, ["weekday"]),
        ({"kind": "weekly", "weekday": "7", "begins": "10:00", "ends": "12:00"}, ["weekday"]),
        ({"kind": "dated", "first_day": "2026-06-01"}, ["begins", "ends"]),
        ({"kind": "dated", "first_day": "2026-06-01", "begins": "12:00", "ends": "10:00"}, ["ends"]),
        ({"kind": "closed"}, ["first_day"]),
        ({"kind": "closed", "first_day": "2026-06-02", "last_day": "2026-06-01"}, ["last_day"]),
        ({"kind": "never"}, ["kind"]),
        ({"kind": "closed", "first_day": "2026-06-02", "begins": "10:00"}, []),
    ],
)
def test_the_form_asks_for_what_the_kind_needs(data, wrong):
    form = OpeningForm(data, instance=Opening(centre=make_centre()))

    assert form.is_valid() == (not wrong)
    assert sorted(form.errors) == wrong
    if not wrong:
        save_opening(opening=form.save(commit=False), actor=None)
        assert Opening.objects.get().last_day == date(2026, 6, 2)


def test_nobody_is_put_down_where_the_centre_is_closed_and_twice_is_once():
    centre = make_centre()
    opening, member = weekly(centre), make_member(centre)
    put_down(opening=opening, day=MONDAY, user=member)
    put_down(opening=opening, day=MONDAY, user=member)
    put_down(opening=opening, day=MONDAY, name="Une voisine")

    with pytest.raises(ValidationError):
        put_down(opening=opening, day=MONDAY + timedelta(days=1), user=member)

    assert [duty.who for duty in Duty.objects.all()] == [str(member), "Une voisine"]


def test_a_day_that_moves_forgets_what_was_promised_for_it():
    centre = make_centre()
    opening = weekly(centre)
    put_down(opening=opening, day=MONDAY, name="Une voisine")
    opening.weekday = 1

    save_opening(opening=opening, actor=None)

    assert not Duty.objects.exists()


def test_who_served_is_forgotten_after_a_year():
    centre = make_centre()
    opening = weekly(centre)
    for days_ago in (0, 364, 366):
        Duty.objects.create(opening=opening, day=centre.today - timedelta(days=days_ago), name=f"{days_ago}")

    assert forget_past_duties() == 1
    assert {duty.name for duty in Duty.objects.all()} == {"0", "364"}


def rota(client, centre):
    response = client.get(reverse("centre_rota", args=[centre.pk]))
    return response, BeautifulSoup(response.content, "html.parser")


def test_a_member_puts_himself_down_and_off_with_one_click(client):
    centre = make_microsite()
    opening = weekly(centre, weekday=centre.today.weekday(), begins=time(0), ends=time(23, 59))
    member = make_member(centre, Role.TREASURER)
    client.force_login(member)
    _response, before = rota(client, centre)
    address = reverse("centre_serve", args=[opening.pk, centre.today])

    assert before.select_one(".mc-rota__gap")
    assert client.post(address).status_code == 302
    assert [duty.user for duty in Duty.objects.all()] == [member]
    _response, after = rota(client, centre)
    assert str(member) in after.select_one(".mc-rota__people").text
    assert not after.select(".mc-rota__assign")
    client.post(address)
    assert not Duty.objects.exists()


def test_planners_put_members_and_helpers_down_others_do_not(client):
    centre, other = make_microsite(), make_centre("Oslund")
    opening = weekly(centre, weekday=centre.today.weekday())
    member, stranger = make_member(centre), make_member(other)
    address = reverse("centre_assign", args=[opening.pk, centre.today])

    client.force_login(make_member(centre, Role.OFFICER))
    client.post(address, {"member": member.pk})
    client.post(address, {"name": "Une voisine"})
    client.post(address, {"member": stranger.pk})
    client.post(address, {"member": member.pk, "name": "deux"})
    assert [duty.who for duty in Duty.objects.all()] == [str(member), "Une voisine"]

    client.force_login(member)
    assert client.post(address, {"name": "x"}).status_code in (302, 403)
    assert client.post(reverse("centre_release", args=[Duty.objects.last().pk])).status_code in (302, 403)
    assert Duty.objects.count() == 2


def test_another_centres_days_are_not_to_be_found(client):
    own, other = make_microsite(), make_microsite("Oslund")
    opening = weekly(other, weekday=other.today.weekday())
    duty = put_down(opening=opening, day=other.today, name="Une voisine")
    client.force_login(make_member(own, Role.MANAGER))

    for name, arguments in (
        ("centre_rota", [other.pk]),
        ("centre_opening_add", [other.pk]),
        ("centre_opening", [opening.pk]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code == 404
    for name, arguments in (
        ("centre_serve", [opening.pk, other.today]),
        ("centre_assign", [opening.pk, other.today]),
        ("centre_release", [duty.pk]),
        ("centre_opening", [opening.pk]),
    ):
        assert client.post(reverse(name, args=arguments), {"delete": 1, "name": "x"}).status_code == 404
    assert (Duty.objects.count(), Opening.objects.count()) == (1, 1)


def test_visitors_see_days_and_hours_and_nobody_who_serves(client):
    centre = make_microsite()
    opening = weekly(centre, weekday=centre.today.weekday(), begins=time(0), ends=time(23, 59), note="Sonnez")
    put_down(opening=opening, day=centre.today, name="Une voisine secrète")

    text = client.get("/fr/centres/lunville/").content.decode()

    page = BeautifulSoup(text, "html.parser")
    assert page.select_one(".openings__item time")["datetime"] == centre.today.isoformat()
    assert "Sonnez" in page.select_one(".microsite-foot .week").text
    assert "secrète" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_rota_asks_the_same_whatever_the_number(client, number):
    centre = make_microsite()
    client.force_login(make_member(centre, Role.MANAGER))
    for place in range(number):
        opening = weekly(centre, weekday=place)
        put_down(opening=opening, day=next(iter(occurrences([opening], centre.today, 7))).day, name="x")
    rota(client, centre)
    with CaptureQueriesContext(connection) as queries:
        response, _page = rota(client, centre)

    own = [query for query in queries.captured_queries if "opening_" in query["sql"]]
    assert response.status_code == 200
    assert len(own) == 2


def test_week_lines_leave_out_what_is_over():
    centre = make_centre()
    weekly(centre, last_day=centre.today - timedelta(days=1))
    weekly(centre, weekday=3)

    assert [line.weekday for line in week_lines(centre)] == [3]
