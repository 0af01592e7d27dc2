"""A page of forty texts in nested blocks is translated by keyboard, with two clicks: one opens it, one sends it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Site, axe, sign_in
from tests.browser.test_publish import COUNT, PATIENCE, acts

TRANSLATOR, REVIEWER = "translator-eo@mondcivitan.example", "reviewer-eo@mondcivitan.example"
MOST = 2
BEGIN = """
from cms.accounts.models import User
from cms.translate.bench.queries import bench_of
from cms.translate.work.services import ask
from tests.factories.bench import begin_translation, forty_body, make_source
page = make_source(forty_body(), "{title}", summary="Quarante textes.")
admin = User.objects.get(email="admin@mondcivitan.example")
translation = begin_translation(page, "{language}", user=admin)
ask(translation=translation, user=admin, tell=False)
print(translation.pk, len(bench_of(translation).lines))
"""
FIELD = "textarea[data-mc-text]:focus"


def begin(site: Site, title: str, language: str = "eo") -> tuple[int, int]:
    printed = site.manage(code=BEGIN.format(title=title, language=language)).splitlines()[-1]
    pk, number = printed.split()
    return int(pk), int(number)


def in_hand(page: Page) -> tuple[str, str]:
    """Return the key and the source of the text whose field has the focus, empty when none has."""
    found = page.evaluate(
        "() => { const row = document.activeElement.matches('[data-mc-text]') "
        "&& document.activeElement.closest('[data-mc-line]'); "
        "return row ? [row.dataset.mcLine, row.querySelector('[data-mc-source]').dataset.mcSource] : ['', '']; }"
    )
    return found[0], found[1]


def leave(page: Page, key: str, keys: str) -> None:
    page.keyboard.press(keys)
    page.wait_for_function("key => document.activeElement.id !== `t-${key}`", arg=key)


def frame_text(page: Page) -> str:
    return page.frame_locator("iframe[name=mc-preview]").locator("main").inner_text()


def test_forty_texts_by_keyboard_and_two_clicks(page: Page, site: Site):
    pk, number = begin(site, "Quarante lanternes")
    assert number == 40
    page.add_init_script(COUNT)
    sign_in(page, TRANSLATOR)
    page.goto("/cms/translations/")
    page.evaluate("sessionStorage.clear()")
    page.locator(f'main a[href="/cms/translate/{pk}/"]').first.click()
    expect(page.locator(FIELD)).to_be_visible(timeout=PATIENCE)
    assert [line for line in axe(page) if "mc-" in line or "iframe" in line] == []

    # The first is typed sign by sign, and seen in the page before it is accepted.
    key, source = in_hand(page)
    page.keyboard.type("Kvardek lanternoj ĉiuĵaŭde")
    lit = page.frame_locator("iframe[name=mc-preview]").locator(f'main [data-mc-line="{key}"].is-lit')
    expect(lit).to_have_text("Kvardek lanternoj ĉiuĵaŭde", timeout=PATIENCE)
    leave(page, key, "Control+Enter")

    # The second is set aside and comes back at the end; the third is the source's own words.
    later, _source = in_hand(page)
    leave(page, later, "Control+Shift+L")
    key, source = in_hand(page)
    page.keyboard.press("Control+Shift+F")
    expect(page.locator(f"#t-{key}")).to_have_value(source)
    leave(page, key, "Control+Enter")
    leave(page, in_hand(page)[0], "Control+Shift+Enter")
    assert in_hand(page)[0] == key
    leave(page, key, "Control+Enter")

    # A text without its marks is not left: the page says what is missing.
    while "<1>" not in in_hand(page)[1]:
        write(page)
    key, source = in_hand(page)
    page.keyboard.insert_text("Sen markoj")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#error-{key}")).to_contain_text("<1>")
    expect(page.locator(f"#line-{key}")).to_have_attribute("data-state", "wrong", timeout=PATIENCE)
    page.keyboard.press("Control+A")
    while in_hand(page)[0]:
        write(page)

    expect(page.locator("[data-mc-end]")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/cms/translations/"), timeout=PATIENCE)
    done = acts(page)
    print(f"activations: {done}")  # noqa: T201 -- the figure is the proof
    assert 0 < done <= MOST
    assert page.errors == []  # type: ignore[attr-defined]
    state = site.manage(code=f"from cms.translate.models import Work; print(Work.objects.get(translation={pk}).state)")
    assert state.endswith("in_review")


def write(page: Page) -> None:
    """Write the text in hand: its source behind a prefix, so that its marks are there."""
    key, source = in_hand(page)
    page.keyboard.insert_text(f"Eo {source}")
    leave(page, key, "Control+Enter")


def test_nothing_is_lost_when_the_site_does_not_answer(page: Page, site: Site):
    pk, _number = begin(site, "Lanternes sans réseau")
    sign_in(page, TRANSLATOR)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/cms/translate/{pk}/")
    expect(page.locator(FIELD)).to_be_visible(timeout=PATIENCE)
    key, _source = in_hand(page)

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/line/**", refuse)
    page.keyboard.insert_text("Sen reto")
    leave(page, key, "Control+Enter")
    waits = page.locator(".mc-bench").get_attribute("data-waiting")
    expect(page.locator("[data-mc-saved]")).to_have_text(waits or "?", timeout=PATIENCE)
    page.reload()
    expect(page.locator(f"#t-{key}")).to_have_value("Sen reto")
    page.unroute("**/line/**", refuse)
    expect(page.locator(f"#line-{key}")).to_have_attribute("data-state", "done", timeout=PATIENCE)
    page.reload()
    expect(page.locator(f"#t-{key}")).to_have_value("Sen reto")


@pytest.mark.parametrize(("language", "width"), [("eo", 360), ("ar", 360), ("ar", 1280)])
def test_bench_on_a_telephone_and_from_right_to_left(chromium: Browser, site: Site, language: str, width: int):
    pk, _number = begin(site, f"Lanternes {language} {width}", language)
    context = chromium.new_context(base_url=site.base, viewport={"width": width, "height": 800})
    page = context.new_page()
    sign_in(page)
    page.goto(f"/cms/translate/{pk}/")
    expect(page.locator(FIELD)).to_be_visible(timeout=PATIENCE)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(FIELD)).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert [line for line in axe(page) if "mc-" in line] == []
    context.close()
