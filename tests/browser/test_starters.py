"""An editor makes a starter from a page and a page from it, with a telephone too; visitors read reusable content."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, axe, sign_in

NAME = "Rencontre de quartier"
MENU = "header [data-controller~='w-dropdown'] button, .w-slim-header [data-controller~='w-dropdown'] button"


def page_id(site: Site, slug: str) -> str:
    found = f"Page.objects.get(slug={slug!r}, locale__language_code='fr')"
    return site.manage(code=f"from wagtail.models import Page; print({found}.pk)")


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_starter_is_made_from_a_page_and_a_page_from_it(page: Page, site: Site):
    sign_in(page, "editor@mondcivitan.example")
    source = page_id(site, "reunion-d-information")
    index = page_id(site, "nouvelles")
    page.goto(f"/cms/pages/{source}/edit/")
    page.locator(MENU).first.click()
    with page.expect_navigation():
        page.locator(f'a[href^="/cms/starters/make/{source}/"]').first.click()
    page.locator("#id_name").fill(NAME)
    page.locator("#id_description").fill("Deux semaines avant.")
    with page.expect_navigation():
        page.locator("main button[type=submit]").click()

    page.set_viewport_size({"width": 360, "height": 780})
    item = page.locator(".mc-starters__item", has_text=NAME)
    expect(item).to_contain_text("Deux semaines avant.")
    assert overflow(page) == 0
    page.goto(f"/cms/starters/?parent={index}")
    with page.expect_navigation():
        item.locator("a.button").first.click()
    page.locator("#id_title").fill("Rencontre au port")
    with page.expect_navigation(url="**/edit/"):
        page.locator("main button[type=submit]").click()

    expect(page.locator("#id_title")).to_have_value("Rencontre au port")
    state = site.manage(
        code="from wagtail.models import Page; p = Page.objects.get(title='Rencontre au port').specific; "
        "print(p.live, p.get_parent().pk, len(p.body), p.slug)"
    ).split()
    assert state == ["False", index, "6", "rencontre-au-port"]


def test_page_is_copied_to_a_place_chosen_in_the_chooser(page: Page, site: Site):
    sign_in(page, "editor@mondcivitan.example")
    source = page_id(site, "presse")
    page.goto(f"/cms/copies/{source}/")
    page.locator("label:has(input[name=counterparts])").nth(1).click()
    with page.expect_navigation(url="**/done/**"):
        page.locator("main button[type=submit]").click()

    expect(page.locator("main .mc-desk__waiting a")).to_have_count(1)
    assert axe_of_ours(page) == []


def axe_of_ours(page: Page) -> list[str]:
    """Return what axe finds in the part of the screen that is ours."""
    return [line for line in axe(page) if ".mc-" in line]


def test_reusable_content_is_read_in_each_language(page: Page, site: Site):
    for address, words in {
        "/fr/contact/": "S’inscrire en trois étapes",
        "/en/contact-us/": "Register in three steps",
    }.items():
        page.goto(address)
        expect(page.locator(".reusable")).to_contain_text(words)
