"""Menus, suggestions and players by keyboard; small screens; targets that fingers meet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

SMALLEST = 24
PLAYER = """<!doctype html><html lang="en"><head><title>Proof</title>
<script type="module" src="/static/js/mc-embed.js"></script></head><body>
<mc-embed data-src="/healthz" data-title="A film" data-opened="The player is open.">
<template><button type="button">Play the film here</button></template><a href="/elsewhere">Watch elsewhere</a>
</mc-embed></body></html>"""
TOO_SMALL = """least => [...document.querySelectorAll("a, button, summary, input, select")]
    .filter(item => item.checkVisibility() && !item.closest(".prose, .visually-hidden, .skip-link"))
    .map(item => [item.outerHTML.slice(0, 80), item.getBoundingClientRect()])
    .filter(([, box]) => box.width < least || box.height < least).map(([name]) => name)"""


@pytest.mark.parametrize(
    "path", ["/fr/", "/de/", "/eo/", "/ar/", "/fr/search/?q=citoyens", "/accounts/login/", "/fr/rien/"]
)
def test_nothing_scrolls_sideways_at_320_pixels_and_targets_are_large_enough(chromium: Browser, site: Site, path: str):
    context = chromium.new_context(base_url=site.base, viewport={"width": 320, "height": 800})
    page = context.new_page()

    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(TOO_SMALL, SMALLEST) == []
    context.close()


def test_menus_open_without_scripts_on_a_small_screen(chromium: Browser, site: Site):
    context = chromium.new_context(
        base_url=site.base, viewport={"width": 360, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/fr/")

    page.locator("header .menu--site > summary").click()

    expect(page.get_by_role("navigation").first.get_by_role("link").first).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("searchbox")).to_be_visible()
    context.close()


def test_escape_closes_the_language_menu_and_gives_the_focus_back(page: Page):
    page.goto("/fr/")
    summary = page.locator("header .menu:not(.menu--site, .menu--nav) > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("banner").get_by_role("link", name="Esperanto")).to_be_visible()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    expect(page.get_by_role("banner").get_by_role("link", name="Esperanto")).to_be_hidden()
    expect(summary).to_be_focused()


def test_suggestions_are_chosen_by_keyboard(page: Page):
    page.goto("/fr/")
    field = page.get_by_role("banner").get_by_role("combobox")
    field.press_sequentially("citoy")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.get_by_role("option").count() <= 8

    field.press("ArrowDown")

    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    address = first.get_attribute("data-address")
    field.press("Enter")
    page.wait_for_url(f"**{address}")


def test_escape_closes_the_suggestions_and_keeps_the_words(page: Page):
    page.goto("/fr/")
    field = page.get_by_role("banner").get_by_role("combobox")
    field.press_sequentially("citoy")
    expect(page.get_by_role("option").first).to_be_visible()

    field.press("Escape")

    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("citoy")


def test_a_player_is_asked_for_on_the_click_only_and_announced(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/proof/", lambda route: route.fulfill(body=PLAYER, content_type="text/html"))
    page.goto("/proof/")
    button = page.get_by_role("button", name="Play the film here")
    expect(button).to_be_visible()
    assert not [address for address in asked if address.endswith("/healthz")]

    button.focus()
    page.keyboard.press("Enter")

    expect(page.locator("iframe")).to_be_focused()
    expect(page.locator("iframe")).to_have_attribute("title", "A film")
    expect(page.get_by_role("status")).to_have_text("The player is open.")
    assert [address for address in asked if address.endswith("/healthz")]
