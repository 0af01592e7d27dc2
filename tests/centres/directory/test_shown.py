"""The public directory: who is in it, how it is narrowed, its map, its files, its cost."""

from __future__ import annotations

import csv
import gzip
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from centres.directory.drawing import COLUMNS, LEAST_WIDTH, draw_map, spots_of, view_of
from centres.directory.entries import Entry, sorting
from centres.directory.projection import project
from centres.models import Centre, CentrePage
from tests.factories.centres import make_centre, make_microsite

pytestmark = pytest.mark.django_db
MOST_QUERIES = 6
MOST_BYTES = 25 * 1024
# Styles and scripts (about 20 kB) are to fit into 60 kB beside it.
MOST_COMPRESSED = 20_000


def shown(client, path="/fr/centres/"):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def names(page):
    return [item.text for item in page.select(".directory__centre a")]


@pytest.fixture
def three():
    return [
        make_microsite("Oslund", country="NO", latitude=60, longitude=10, languages=("eo",)),
        make_microsite("Lunville", latitude="43.6", longitude="1.4", phone="=1+1"),
        make_microsite("Elbourg", country="DE", state="dormant", languages=("de", "fr")),
    ]


def test_it_lists_by_country_in_the_visitors_language(client, three):
    page = shown(client)

    assert [item.text for item in page.select(".directory__name")] == ["Allemagne", "France", "Norvège"]
    assert names(page) == ["Elbourg", "Lunville", "Oslund"]
    assert [item.text for item in shown(client, "/eo/centres/").select(".directory__name")][-1] == "Norvegio"
    assert page.select_one("#c-elbourg .tag")
    assert not page.select("#c-lunville .tag")


def test_what_visitors_should_not_find_is_not_there(client, three):
    make_centre("Kandido", state="candidate")
    make_microsite("Suspendo", state="suspended")
    make_microsite("Fermo", state="closed")
    make_microsite("Malneto", is_live=False)

    page = shown(client)

    assert names(page) == ["Elbourg", "Lunville", "Oslund"]
    assert "Malneto" not in client.get("/feeds/centres.csv").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?country=fr", ["Lunville"]),
        ("?language=eo", ["Lunville", "Oslund"]),
        ("?q=norvege", ["Oslund"]),
        ("?q=nothing+at+all", []),
        ("?country=DE&language=eo", []),
        ("?country=XX&language=zz&q=%00", ["Elbourg", "Lunville", "Oslund"]),
    ],
)
def test_it_is_narrowed_by_country_language_and_word(client, three, query, found):
    page = shown(client, f"/fr/centres/{query}")

    assert names(page) == found


def test_a_narrowed_list_is_not_for_machines_and_keeps_its_choice_in_other_languages(client, three):
    page = shown(client, "/fr/centres/?country=FR")

    assert page.select_one("meta[name='robots']")["content"].startswith("noindex")
    assert page.select_one("link[rel='canonical']")["href"] == "http://testserver/fr/centres/"
    assert page.select_one(".colophon a[hreflang='eo']")["href"] == "/eo/centres/?country=FR"


def test_the_map_leads_into_the_list(client, three):
    page = shown(client)

    links = [link["href"] for link in page.select(".map a")]
    assert sorted(links) == ["#c-lunville", "#c-oslund"]
    assert all(page.select_one(link) for link in links)
    assert all(link["aria-label"] == link.title.text for link in page.select(".map a"))


def entry(number, position):
    return Entry(
        f"c{number}", f"Centre {number}", "", "ltr", "/", "P", "FR", "France", (), False, position, "", "", "", ""
    )


def test_points_are_never_nearer_than_a_finger_and_the_map_stays_light():
    entries = [entry(n, (-50 + (n * 37) % 120, -170 + (n * 53) % 340)) for n in range(500)]
    drawn = draw_map(entries)

    placed = [(item, project(item.position[1], item.position[0])) for item in entries]
    view = view_of([point for _item, point in placed])
    spots = spots_of(placed, view)
    least = min(((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for n, a in enumerate(spots) for b in spots[n + 1 :])
    assert least >= view.width / COLUMNS
    assert sum(len(spot.entries) for spot in spots) == 500
    assert len(drawn.encode()) <= MOST_BYTES


def test_the_map_shows_the_part_of_the_world_where_the_centres_are():
    view = view_of([project(1.4, 43.6)])

    assert view.width == LEAST_WIDTH
    assert view.x < project(1.4, 43.6)[0] < view.x + view.width
    assert view_of([project(-170, -50), project(170, 70)]).width > 1400


def test_files_hold_what_is_public_in_the_language_asked_for(client, three):
    found = client.get("/feeds/centres.geojson?language=eo")
    data = json.loads(found.content)

    features = {item["id"]: item for item in data["features"]}
    assert found["Content-Type"] == "application/geo+json; charset=utf-8"
    assert features["oslund"]["properties"]["country_name"] == "Norvegio"
    assert features["lunville"]["geometry"]["coordinates"] == [1.4, 43.6]
    assert features["elbourg"]["geometry"] is None
    assert client.get("/feeds/centres.geojson?language=eo", headers={"if-none-match": found["ETag"]}).status_code == 304


def test_no_cell_of_the_table_is_a_formula(client, three):
    rows = list(csv.reader(io.StringIO(client.get("/feeds/centres.csv?language=fr").content.decode("utf-8-sig"))))

    assert rows[2][0] == "Lunville"
    assert rows[2][8] == "'=1+1"


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_few_questions_whatever_the_number(client, number):
    for place in range(number):
        make_microsite(f"Centro {place}", slug=f"centro-{place}", languages=("fr",))
    client.get("/fr/")
    with CaptureQueriesContext(connection) as queries:
        page = shown(client, "/fr/centres/?q=centro")

    assert len(names(page)) == number
    assert len(queries) <= MOST_QUERIES, [query["sql"] for query in queries]


@pytest.mark.prove
def test_five_hundred_centres_ask_no_more(client):
    first = make_microsite("Centro", languages=("fr",))
    home = first.pages.get()
    index = home.get_parent()
    for number in range(499):
        centre = Centre.objects.create(
            name=f"Centro {number}", slug=f"centro-{number}", place="Urbo", country="FR", state="affiliated",
            latitude=-50 + (number * 37) % 120, longitude=-170 + (number * 53) % 340,
        )  # fmt: skip
        index.add_child(instance=CentrePage(centre=centre, title=centre.name, slug=centre.slug, locale=home.locale))
        index.refresh_from_db()
    client.get("/fr/")
    with CaptureQueriesContext(connection) as queries:
        page = shown(client)

    assert len(names(page)) == 500
    assert len(queries) <= MOST_QUERIES
    assert len(gzip.compress(str(page).encode())) <= MOST_COMPRESSED
    assert len(str(page.select_one(".map")).encode()) <= MOST_BYTES


def test_accents_and_capitals_count_for_nothing_in_the_order():
    assert sorted(["Éthiopie", "Zambie", "espagne"], key=sorting) == ["espagne", "Éthiopie", "Zambie"]
