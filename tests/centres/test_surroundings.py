"""The frame of a microsite: its own name, menu, colour and address on every page below, and nowhere else."""

from __future__ import annotations

import json
import math
import re
from datetime import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from centres.enums import HUES
from centres.opening.models import Opening
from home.models import StandardPage
from tests.factories.centres import make_microsite
from tests.factories.media import make_image
from tests.factories.pages import make_news, make_page, make_site
from tests.test_design import EDGE, TEXT, tokens

pytestmark = pytest.mark.django_db
HUE_STYLES = Path("static/css/site/01-tokens-hues.css")
MOST_QUERIES = 12


def shown(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def centre():
    return make_microsite(
        hue=255, email="lunville@example.org", phone="+33 5 00", postal_address="1, quai\n31000 Lunville"
    )


def test_every_page_below_has_the_centres_frame(client, centre):
    for path in ("/fr/centres/lunville/", "/fr/centres/lunville/about/", "/fr/centres/lunville/blog/"):
        page = shown(client, path)

        assert page.body["class"] == ["hue", "hue-255"]
        assert page.select_one(".microsite__name").text == "Lunville"
        links = [link["href"] for link in page.select(".microsite__link")]
        assert links == [f"/fr/centres/lunville/{part}" for part in ("", "about/", "contact/", "blog/")]
        assert page.select_one(".microsite__link[aria-current]")["href"] == path
        foot = page.select_one(".microsite-foot")
        assert "31000 Lunville" in foot.text
        assert foot.select_one("a[href='mailto:lunville@example.org']")
        assert [link["hreflang"] for link in foot.select("a[hreflang]")] == ["fr", "eo"]
        assert page.select_one(".brand")["href"] == "/fr/"


def test_pages_elsewhere_have_the_sites_own_frame(client, centre):
    homes = make_site()
    make_page(homes["fr"], "Histoire")

    for path in ("/fr/", "/fr/histoire/", "/fr/centres/"):
        page = shown(client, path)

        assert not page.body.get("class")
        assert not page.select(".microsite, .microsite-foot")


def test_the_menu_holds_what_the_team_marked_in_the_visitors_language(client, centre):
    StandardPage.objects.filter(slug="about").update(show_in_menus=False)
    home = centre.pages.get(locale__language_code="fr")
    make_page(home, "Agenda", show_in_menus=True)

    page = shown(client, "/eo/centres/lunville/")

    assert [link.get("lang") for link in page.select(".microsite__link")] == [None, None, None, "fr"]
    assert page.select(".microsite__link")[-1]["href"] == "/eo/centres/lunville/agenda/"


def test_a_visitor_of_another_language_reads_the_centre_in_one_that_it_has(client, centre):
    page = shown(client, "/ar/centres/lunville/")

    assert page.html["dir"] == "rtl"
    assert page.select_one(".microsite__brand")["lang"] == "fr"
    assert page.select_one(".language-notice")


def test_machines_read_who_and_when(client, centre):
    Opening.objects.create(centre=centre, kind="weekly", weekday=5, begins=time(10), ends=time(12, 30))

    page = shown(client, "/fr/centres/lunville/")

    data = json.loads(page.select_one("script[type='application/ld+json']").text)
    assert (data["@type"], data["name"], data["telephone"]) == ("Organization", "Lunville", "+33 5 00")
    hours = data["location"]["openingHoursSpecification"][0]
    assert (hours["dayOfWeek"], hours["opens"], hours["closes"]) == ("https://schema.org/Saturday", "10:00", "12:30")


def test_a_name_cannot_end_the_data_block(client):
    centre = make_microsite()
    centre.pages.update(title="</script><b>x")

    page = shown(client, "/fr/centres/lunville/")

    assert json.loads(page.select_one("script[type='application/ld+json']").text)["name"] == "</script><b>x"


def test_the_logo_is_public_while_the_first_page_is(centre):
    centre.logo = make_image()
    centre.save()

    for page in centre.pages.all():
        page.save_revision().publish()
    centre.logo.refresh_from_db()
    assert centre.logo.is_public

    for page in centre.pages.all():
        page.unpublish()
    centre.logo.refresh_from_db()
    assert not centre.logo.is_public


def test_home_and_post_ask_few_questions(client, centre):
    home = centre.pages.get(locale__language_code="fr")
    blog = home.get_children().get(slug="blog")
    for number in range(3):
        make_news(blog, f"Nouvelle {number}")
    client.cookies["reader"] = "whose pages are not stored"
    asked = {}
    for path in ("/fr/centres/lunville/", "/fr/centres/lunville/blog/nouvelle-1/"):
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked[path] = len(queries)

    assert max(asked.values()) <= MOST_QUERIES, asked


def clipped_luminance(colour):
    """Return the luminance of an oklch colour as a screen shows it: what lies outside of sRGB is cut."""
    light, chroma, hue = colour[0], colour[1], math.radians(colour[2])
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    cut = [min(1.0, max(0.0, part)) for part in (red, green, blue)]
    return 0.2126 * cut[0] + 0.7152 * cut[1] + 0.0722 * cut[2]


@pytest.mark.parametrize("hue", [*dict(HUES), *range(0, 360, 5)])
def test_every_hue_has_contrast(hue):
    own = {}
    for name, value in re.findall(r"--([\w-]+):\s*light-dark\(([^;]+)\);", HUE_STYLES.read_text(encoding="utf-8")):
        pairs = re.findall(r"oklch\(([\d.]+) ([\d.]+) var\(--hue\)\)", value)
        own[name] = [(float(light), float(chroma), float(hue)) for light, chroma in pairs]
    found = {**tokens(), **own}
    wanted = [
        *(("brand", paper, TEXT) for paper in ("paper", "surface", "sunken", "brand-soft")),
        *(("ink", "brand-soft", TEXT), ("ink-2", "brand-soft", TEXT), ("on-brand", "brand", TEXT)),
        *(("on-brand", "brand-hover", TEXT), ("on-band", "band", TEXT), ("sun", "band", EDGE)),
    ]

    for ink, paper, least in wanted:
        for scheme in (0, 1):
            darker, lighter = sorted(clipped_luminance(found[name][scheme]) for name in (ink, paper))
            assert (lighter + 0.05) / (darker + 0.05) >= least, (hue, ink, paper, scheme)


def test_every_offered_hue_has_its_class():
    text = HUE_STYLES.read_text(encoding="utf-8")

    assert {int(number) for number in re.findall(r"\.hue-(\d+) \{ --hue: \1;", text)} == set(dict(HUES))


def test_search_says_of_which_centre_a_page_is_and_narrows_to_one(client, centre):
    home = centre.pages.get(locale__language_code="fr")
    make_news(home.get_children().get(slug="blog"), "Kiosque singulier")

    page = shown(client, "/fr/search/?q=singulier")

    assert "Lunville" in page.select_one(".search-result__about").text
    assert page.select_one("input[name='centre'][value='lunville']")
