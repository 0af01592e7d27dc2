"""A manager invites a stranger by phone; she accepts, works, and is out at the click after her term was ended."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, axe, sign_in
from tests.factories.accounts import app_code

PHONE = {"width": 390, "height": 844}
MANAGER = "naima@mondcivitan.example"
STRANGER = "wilma@voisins.example"
SUBMIT = "main form button[type=submit]"


def on_phone(chromium: Browser, site: Site) -> BrowserContext:
    context = chromium.new_context(base_url=site.base, locale="fr-FR", viewport=PHONE)
    context.set_default_timeout(15_000)
    return context


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def mailed_link(page: Page) -> str:
    """Return the address in the mail that the demonstration's mailbox holds for the stranger."""
    for _ in range(50):
        page.goto("/demo/mailbox/")
        row = page.locator("main a", has_text=re.compile("Portclair")).first
        if STRANGER in page.locator("main").inner_text() and row.count():
            row.click()
            found = re.search(r"http\S+/accounts/invitation/\S+/", page.locator("main").inner_text())
            if found:
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no invitation in the mailbox")


def test_team_journey_on_a_phone(chromium: Browser, site: Site):
    office, street = on_phone(chromium, site), on_phone(chromium, site)
    manager, stranger = office.new_page(), street.new_page()

    sign_in(manager, MANAGER)
    manager.goto("/cms/team/")
    assert [overflow(manager), axe(manager)] == [0, []]
    manager.locator("a[href$='/invite/']").click()
    manager.locator("#id_email").fill(STRANGER)
    manager.locator("label", has=manager.locator("input[value=editor]")).click()
    assert [overflow(manager), axe(manager)] == [0, []]
    manager.locator(SUBMIT).click()
    expect(manager.locator("main")).to_contain_text(STRANGER)

    stranger.goto(mailed_link(manager))
    assert [overflow(stranger), axe(stranger)] == [0, []]
    stranger.locator("#id_first_name").fill("Wilma")
    stranger.locator("#id_last_name").fill("Ostrava")
    stranger.locator("button[value=accept]").click()
    stranger.wait_for_url("**/invitation/welcome/")
    expect(stranger.locator("main")).to_contain_text("Portclair")
    assert [overflow(stranger), axe(stranger)] == [0, []]
    stranger.locator("a[href*='/2fa/']").click()
    secret = stranger.locator("#authenticator_secret").get_attribute("value") or ""
    stranger.locator("input[name=code]").fill(app_code(secret))
    stranger.locator(SUBMIT).first.click()
    stranger.wait_for_url("**/recovery-codes/")
    stranger.locator("main a[href='/cms/']").click()
    expect(stranger.locator(".mc-team__mine")).to_contain_text("Portclair")
    assert overflow(stranger) == 0

    stranger.locator(".mc-team__mine a[href*='/pages/']").first.click()
    stranger.wait_for_url(re.compile(r"/cms/pages/\d+/"))
    page_id = re.search(r"/pages/(\d+)/", stranger.url)[1]
    stranger.goto(f"/cms/pages/{page_id}/edit/")
    stranger.locator("#id_title").fill("Portclair, au bout du quai")
    stranger.locator("footer .w-dropdown__toggle").click()
    with stranger.expect_navigation():
        stranger.locator("footer button.action-save").click()
    expect(stranger.locator("#id_title")).to_have_value("Portclair, au bout du quai")

    manager.goto("/cms/team/")
    item = manager.locator(".mc-team__item", has_text=STRANGER)
    item.locator("a[href$='/end/']").click()
    manager.locator("#id_reason").fill("Essai terminé")
    assert [overflow(manager), axe(manager)] == [0, []]
    manager.locator(f"{SUBMIT}.serious").click()
    expect(manager.locator(".mc-team__item", has_text=STRANGER)).to_have_count(0)

    refused = stranger.request.get(f"/cms/pages/{page_id}/edit/", max_redirects=0)
    assert refused.status == 302
    assert "/login/" in refused.headers["location"]
    stranger.goto(f"/cms/pages/{page_id}/edit/")
    expect(stranger).to_have_url(re.compile("/accounts/$"))
    office.close()
    street.close()
