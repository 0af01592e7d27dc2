"""Pictures as a visitor gets them: light, in place at once, none broken."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Site

FIRST_VISIT_LIMIT = 300 * 1024
# A picture that made room for itself late would move a tenth of the window.
INVISIBLE = 0.01
PREPARED = "from cms.library import queries; print(len(queries.unprepared()))"
PATHS = """
from home.models import *; from news.models import *
for kind in (HomePage, NewsIndexPage, NewsPage, SectionPage):
    pages = kind.objects.live().filter(locale__language_code="fr").order_by("picture")
    print(pages.last().get_url())
"""
SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(item => { sum += item.value }))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""
BROKEN = "[...document.images].filter(image => image.complete && !image.naturalWidth).map(image => image.currentSrc)"


@pytest.fixture(scope="session")
def paths(site: Site) -> list[str]:
    """Wait for the worker to make what the story published, and return a page of each kind."""
    deadline = time.monotonic() + 240
    while site.manage(code=PREPARED) != "0":
        assert time.monotonic() < deadline, "the pictures of the story were not made in time"
        time.sleep(2)
    return site.manage(code=PATHS).split()


def read_to_the_end(page: Page) -> None:
    for place in range(0, page.evaluate("document.documentElement.scrollHeight"), 500):
        page.evaluate("place => scrollTo(0, place)", place)
        page.wait_for_timeout(60)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_with_pictures_are_light_and_stand_still(context: BrowserContext, paths: list[str], width: int):
    for path in paths:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        sizes: dict[str, int] = {}
        page.on("requestfinished", lambda request, sizes=sizes: sizes.update({request.url: weight(request)}))

        page.goto(path, wait_until="networkidle")
        first = sum(sizes.values())
        shifted = page.evaluate(SHIFTS)
        read_to_the_end(page)

        shown = [url for url in sizes if "/media/" in url]
        print(f"{path} at {width}: {first / 1024:.0f} kB first, {sum(sizes.values()) / 1024:.0f} kB read to the end")  # noqa: T201 -- the proof
        assert 0 < first <= FIRST_VISIT_LIMIT
        assert sum(sizes.values()) <= FIRST_VISIT_LIMIT
        assert shifted < INVISIBLE
        assert shown
        assert {url.rpartition(".")[2] for url in shown} == {"avif"}
        assert page.evaluate(BROKEN) == []
        assert page.locator("main img:not([width]), main img:not([height]), main img:not([alt])").count() == 0
        page.close()


def weight(request) -> int:
    sizes = request.sizes()
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])
