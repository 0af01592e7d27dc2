"""Menus by keyboard and without scripts, the alert, the bar and the guides, as a browser shows them."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, axe, sign_in


def test_pages_below_an_entry_open_by_keyboard_and_close_with_escape(page: Page):
    page.goto("/fr/")
    summary = page.locator(".menu--nav > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    below = page.locator(".menu--nav[open] .menu__panel a")
    expect(below.nth(1)).to_be_visible()
    assert axe(page) == []

    page.keyboard.press("Escape")

    expect(below).to_have_count(0)
    expect(summary).to_be_focused()


def test_menu_opens_without_scripts_from_right_to_left(chromium: Browser, site: Site):
    context = chromium.new_context(
        base_url=site.base, viewport={"width": 1280, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/ar/")

    page.locator(".menu--nav > summary").first.click()

    panel = page.locator(".menu--nav[open] .menu__panel").bounding_box()
    assert panel
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= 1280
    context.close()


def test_alert_stands_on_its_branch_and_only_an_important_one_is_printed(page: Page):
    page.goto("/fr/s-inscrire/")
    alert = page.locator(".alert")
    expect(alert).to_be_visible()
    assert axe(page) == []

    page.emulate_media(media="print")
    expect(alert).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto("/fr/")
    expect(alert).to_have_count(0)


def test_bar_and_guides_help_an_editor(page: Page):
    sign_in(page, "editor@mondcivitan.example")
    guide = page.locator(".mc-tutorials a").first
    title = guide.inner_text()
    guide.click()
    expect(page.locator(".mc-tutorial__steps > li").first).to_be_visible()
    page.locator(".nice-padding form button[type=submit]").click()
    expect(page.locator(".mc-tutorials__item--read a")).to_have_text(title)

    page.goto("/ar/contact/")
    bar = page.locator(".desk-bar")
    expect(bar.locator("a[href*='/localize/submit/']")).to_be_visible()
    assert axe(page) == []
    assert page.errors == []  # type: ignore[attr-defined]
