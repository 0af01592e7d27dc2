"""The pattern page in the browser: axe, small screens, and a film that can be jumped into."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, axe, sign_in

NAMES = "from cms.core.block_registry import block_names; print(' '.join(block_names()))"
FRAME = "iframe[name=patterns]"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_in_any_pattern(page: Page, site: Site, language: str):
    sign_in(page, "editor@mondcivitan.example")
    page.goto(f"/cms/patterns/?language={language}")
    address = page.locator(FRAME).get_attribute("src")
    assert address

    page.goto(address)

    shown = page.eval_on_selector_all("[data-block]", "items => items.map(item => item.dataset.block)")
    assert shown == site.manage(code=NAMES).splitlines()[-1].split()
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert axe(page) == []
    page.evaluate("document.querySelectorAll('main details').forEach(item => { item.open = true })")
    assert axe(page) == []


@pytest.mark.parametrize(("language", "scheme"), [("fr", "dark"), ("ar", "dark")])
def test_axe_finds_nothing_in_the_dark(page: Page, language: str, scheme: str):
    sign_in(page, "editor@mondcivitan.example")
    page.emulate_media(color_scheme=scheme)

    page.goto(f"/cms/patterns/frame/?language={language}")

    assert axe(page) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_pattern_scrolls_sideways_at_320_pixels(page: Page, language: str):
    sign_in(page, "editor@mondcivitan.example")
    page.set_viewport_size({"width": 320, "height": 800})

    page.goto(f"/cms/patterns/frame/?language={language}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_name_in_the_list_opens_its_sample_in_the_frame(page: Page):
    sign_in(page, "editor@mondcivitan.example")
    page.goto("/cms/patterns/?language=fr&width=360")

    page.locator(".mc-patterns__list a[href$='#pattern-block-steps']").click()

    expect(page.frame_locator(FRAME).locator("#pattern-block-steps")).to_be_in_viewport()
    assert page.locator(FRAME).bounding_box()["width"] <= 362  # type: ignore[index]


def test_a_film_is_jumped_into_and_its_captions_speak_the_language(page: Page):
    page.goto("/fr/nouvelles/chemin-des-bornes/")

    found = page.evaluate(
        """() => new Promise(done => {
            const film = document.querySelector("video")
            const tracks = () => [...film.textTracks].map(track => [track.language, track.mode])
            film.onseeked = () => done([film.currentTime, film.error, tracks()])
            film.currentTime = 6
        })"""
    )

    assert found == [6, None, [["fr", "showing"], ["en", "disabled"]]]
    assert page.errors == []  # type: ignore[attr-defined]


def test_parts_that_open_need_no_script(page: Page):
    page.goto("/fr/centres/devenir-un-centre/")
    first = page.locator(".accordion__item").first
    expect(first.locator(".accordion__text")).to_be_hidden()

    first.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(first.locator(".accordion__text")).to_be_visible()
