"""An editor deletes a page on a telephone, finds it in the trash and brings it back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import AXE, Site, sign_in
from tests.browser.test_editor import status

REASON = "Remplacée par une autre page."
FIND = (
    "from home.models import StandardPage; "
    "page = StandardPage.objects.filter(locale__language_code='fr', live=True, numchild=0).order_by('path').last(); "
    "print(page.pk, page.get_url())"
)


def faults(page: Page) -> list[str]:
    """Return what axe finds in our part of the screen."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run('main', {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    return [f"{item['id']}: {node['target']}" for item in found["violations"] for node in item["nodes"]]


def fits(page: Page) -> bool:
    """Say whether nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_page_goes_with_a_reason_and_comes_back(page: Page, site: Site):
    pk, address = site.manage(code=FIND).split()
    page.set_viewport_size({"width": 360, "height": 760})
    sign_in(page)
    assert status(site.base + address) == 200

    page.goto(f"/cms/pages/{pk}/delete/")
    page.locator("#id_reason").fill(REASON)
    assert faults(page) == []
    assert fits(page)
    with page.expect_navigation():
        page.locator("main button[type=submit]").click()
    assert status(site.base + address) == 404

    page.locator(".messages a[href='/cms/trash/']").click()
    entry = page.locator(".mc-trash__entry").first
    expect(entry).to_contain_text(REASON)
    assert faults(page) == []
    assert fits(page)
    entry.locator("a").first.click()
    page.wait_for_url(re.compile(r"/restore/$"))
    assert faults(page) == []
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()

    expect(page.locator(".messages")).to_be_visible()
    assert status(site.base + address) == 200
    assert page.errors == []
