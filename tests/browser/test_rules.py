"""The rules of the look that a browser can check, on one page of every template: docs/look.md lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import KINDS, TEMPLATES, Site, axe

RULES = Path(__file__).with_name("rules.js").read_text(encoding="utf-8")
# Signs in a line of running text, spaces included (rule 5).
LINE = 75
REQUESTS, HOME_WEIGHT = 15, 300 * 1024
EVERY_TEMPLATE = [*TEMPLATES, *KINDS]
Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, site: Site, paths: dict[str, str]) -> Iterator[Visit]:
    """Return a function that opens a template's page in a language, in a window of its own."""
    contexts = []

    def open_page(name: str, language: str = "fr", **options: object) -> Page:
        context = chromium.new_context(
            base_url=site.base,
            locale=language,
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(paths[name].replace("/fr/", f"/{language}/", 1), wait_until="networkidle")
        page.evaluate(RULES)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", EVERY_TEMPLATE)
def test_headings_labels_pictures_and_directions(visit: Visit, name: str, language: str):
    page = visit(name, language)

    assert page.evaluate("rules.page()") == []
    assert page.evaluate("rules.longestLine()") <= LINE
    assert page.evaluate("rules.layoutShift()") < 0.01


@pytest.mark.parametrize("name", EVERY_TEMPLATE)
def test_dark_is_readable_and_forced_colours_keep_edges(visit: Visit, name: str):
    assert axe(visit(name, color_scheme="dark")) == []
    assert visit(name, forced_colors="active").evaluate("rules.edgeless()") == []


@pytest.mark.parametrize("name", ["home", *KINDS])
def test_paper_shows_the_text_and_no_navigation(visit: Visit, name: str):
    page = visit(name)
    title = page.locator("h1").inner_text()

    page.emulate_media(media="print")

    assert page.evaluate("rules.navigationShown()") == []
    assert page.locator("h1").inner_text() == title


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", ["home", "article", "news", "search", "sign-in"])
def test_tab_reaches_everything_and_the_focus_is_seen(visit: Visit, name: str, language: str):
    page = visit(name, language)
    faults = []
    for _step in range(150):
        page.keyboard.press("Tab")
        faults.append(page.evaluate("rules.focus()"))
        if page.evaluate("document.activeElement === document.body"):
            break

    assert [fault for fault in faults if fault] == []
    assert page.evaluate("rules.unreached()") == []


def test_home_is_light_with_its_pictures(visit: Visit):
    page = visit("search")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    page.goto("/fr/", wait_until="networkidle")

    print(f"home: {sum(sizes) / 1024:.0f} kB in {len(sizes)} requests, pictures included")  # noqa: T201 -- the proof
    assert 0 < sum(sizes) <= HOME_WEIGHT
    assert len(sizes) <= REQUESTS
