"""A visitor reads, changes language and searches."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import KINDS, TEMPLATES, Site, axe, words

FIRST_VISIT_LIMIT = 60 * 1024


def open_languages(page: Page) -> None:
    page.locator("header details summary").first.click()


def test_reads_and_changes_language(page: Page, paths: dict[str, str]):
    page.goto("/")
    expect(page).to_have_url("/fr/" if page.url.endswith("/fr/") else page.url)
    page.get_by_role("navigation").first.get_by_role("link").first.click()
    french = page.locator("h1").inner_text()
    open_languages(page)
    page.locator("a[hreflang=eo]").first.click()

    expect(page.locator("html")).to_have_attribute("lang", "eo")
    assert page.locator("h1").inner_text() != french
    assert "/eo/" in page.url
    assert page.errors == []


def test_untranslated_page_is_honest_in_arabic(page: Page, paths: dict[str, str]):
    page.goto(paths["standard"].replace("/fr/", "/ar/", 1))

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("main")).to_have_attribute("lang", "fr")
    expect(page.locator("main")).to_have_attribute("dir", "ltr")
    expect(page.locator(".language-notice")).to_be_visible()
    assert page.locator("link[rel=canonical]").get_attribute("href").endswith(paths["standard"])


def test_searches_by_keyboard_and_opens_what_it_finds(page: Page):
    page.goto("/fr/search/")
    field = page.get_by_role("main").get_by_role("combobox")
    field.fill("inscri")
    expect(page.get_by_role("main").get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    field.fill("inscriptions")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=inscriptions*")

    expect(page.locator("main mark").first).to_be_visible()
    page.locator("main ol a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.errors == []


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", [*TEMPLATES, *KINDS])
def test_template_has_no_barrier(context: BrowserContext, paths: dict[str, str], name: str, language: str):
    page = context.new_page()
    page.set_extra_http_headers({"Accept-Language": language})
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(paths[name].replace("/fr/", f"/{language}/", 1))

        assert axe(page) == []
        assert page.locator("h1").count() == 1
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("name", ["home", "article", "standard", "news"])
def test_page_says_the_same_without_scripts(chromium, site: Site, paths: dict[str, str], name: str):
    texts = []
    for scripts in (True, False):
        context = chromium.new_context(base_url=site.base, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(paths[name])
        texts.append(words(page.locator("body").inner_text()))
        context.close()

    assert len(texts[1]) > 20
    assert texts[0] <= texts[1]


@pytest.mark.parametrize("name", ["home", "article"])
def test_first_visit_is_light_and_asks_nobody_else(
    context: BrowserContext, site: Site, paths: dict[str, str], name: str
):
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))
    session.on(
        "Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"])
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(paths[name], wait_until="networkidle")

    weight = sum(
        sizes[key] for key, kind in kinds.items() if kind in {"Document", "Stylesheet", "Script"} and key in sizes
    )
    print(f"{name}: {weight / 1024:.1f} kB of HTML, CSS and JS in {len(asked)} requests")  # noqa: T201 -- the proof
    assert 0 < weight <= FIRST_VISIT_LIMIT
    assert [url for url in asked if not url.startswith((site.base, "data:"))] == []


def test_keyboard_reaches_the_text_first(page: Page):
    page.goto("/fr/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_narrows_a_list_without_scripts(chromium, site: Site, paths: dict[str, str], language: str):
    context = chromium.new_context(
        base_url=site.base, java_script_enabled=False, viewport={"width": 360, "height": 780}, locale="fr-FR"
    )
    page = context.new_page()
    page.goto(paths["news"])
    page.locator(f"footer a[hreflang={language}]").click()
    everything = page.locator("main .card__title").count()
    page.locator(".filters summary").click()
    page.locator("select[name=topic]").select_option(index=1)
    page.locator("select[name=author]").select_option(index=1)
    page.locator(".filters button").click()

    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert page.locator("main .card__title").count() < everything
    assert page.locator(".filters__now .tag").count() == 2
    page.locator(".filters__now .tag").first.click()
    assert page.locator(".filters__now .tag").count() == 1
    page.locator(".filters__now .more").click()
    assert page.locator("main .card__title").count() == everything
    context.close()
