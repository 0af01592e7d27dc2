"""An editor writes news, publishes, translates by hand, and the world finds it."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in
from tests.factories.media import picture_bytes

TITLE = "Une lanterne sur le port"
WORD = "lampisto"
FIND_DRAFT = (
    "from news.models import NewsPage; "
    f"source = NewsPage.objects.get(title={TITLE!r}, locale__language_code='fr'); "
    "draft = NewsPage.objects.get(translation_key=source.translation_key, locale__language_code='eo')"
)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "lanterne.png"
    path.write_bytes(picture_bytes((1200, 800)))
    return path


def wait_until(condition, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.3)


def status(address: str) -> int:
    try:
        return urllib.request.urlopen(address, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code


def write_news(page: Page, picture: Path) -> None:
    """Fill the form of a piece of news, with a picture uploaded in the chooser."""
    page.locator(".mc-desk__shortcuts a").first.click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("Un gardien allume chaque soir la lanterne du registre.")
    page.locator("[data-contentpath=body] [contenteditable=true]").first.focus()
    page.keyboard.type("Elle brûle depuis 1949.")
    page.locator("#id_picture-chooser [data-chooser-action-choose]").first.click()
    page.locator(".modal-dialog [role=tab]").nth(1).click()
    page.locator("#id_image-chooser-upload-title").fill("Lanterne")
    page.locator("#id_image-chooser-upload-file").set_input_files(picture)
    page.locator(".modal-dialog form:has(#id_image-chooser-upload-file) [type=submit]").click()
    expect(page.locator("#id_picture-chooser")).to_contain_text("Lanterne")
    page.locator("#id_picture_alt").fill("Une lanterne allumée au bout d’un quai.")


def publish(page: Page) -> None:
    """Publish the page being edited, from the menu of the footer."""
    page.locator("footer [data-controller~='w-dropdown'] button").first.click()
    with page.expect_navigation():
        page.locator("button[name=action-publish]").first.click()


def test_news_is_written_published_translated_and_found(page: Page, site: Site, picture: Path):
    sign_in(page)
    write_news(page, picture)
    publish(page)
    address = site.manage(
        code="from news.models import NewsPage; "
        f"page = NewsPage.objects.get(title={TITLE!r}); print(page.live, page.get_url(), page.pk)"
    ).split()
    assert address[0] == "True"
    assert status(site.base + address[1]) == 200

    page.goto(f"/cms/localize/submit/page/{address[2]}/")
    page.locator("label", has_text="Esperanto").click()
    with page.expect_navigation():
        page.locator("form [type=submit]").last.click()
    draft = site.manage(code=f"{FIND_DRAFT}; print(draft.pk)")
    page.goto(f"/cms/pages/{draft}/edit/")
    translate_by_hand(page)
    eo = site.manage(code=f"{FIND_DRAFT}; print(draft.get_url() if draft.live else 'not live')")

    assert eo.startswith("/eo/")
    page.goto(eo)
    expect(page.locator("html")).to_have_attribute("lang", "eo")
    expect(page.locator("h1")).to_contain_text(WORD)
    wait_until(lambda: found_in_esperanto(page))
    assert page.locator("main ol a").first.get_attribute("href") == eo


def translate_by_hand(page: Page) -> None:
    """Write every text on the bench, one after the other, and publish."""
    texts = [
        f"La {WORD} sur la haveno",
        "Gardisto lumigas ĉiuvespere la lanternon.",
        "Lanterno ĉe la fino de kajo.",
        "Ĝi brulas.",
    ]
    fields = page.locator("[data-mc-text]")
    expect(fields).to_have_count(len(texts))
    for place, text in enumerate(texts):
        fields.nth(place).fill(text)
    with page.expect_navigation():
        page.locator("button[name=act][value=publish]").click()


def found_in_esperanto(page: Page) -> bool:
    page.goto(f"/eo/search/?q={WORD}")
    return page.locator("main ol a").count() > 0


def test_scheduled_page_goes_live_with_nobody_touching_anything(site: Site):
    path = site.manage(
        code="""
from datetime import timedelta
from django.utils import timezone
from home.models import HomePage, StandardPage
home = HomePage.objects.get(locale__language_code="fr")
page = StandardPage(title="Plus tard", slug="plus-tard", live=False, go_live_at=timezone.now() + timedelta(seconds=4))
home.add_child(instance=page)
page.save_revision().publish()
print(page.get_url())
"""
    )
    assert path == "/fr/plus-tard/"
    assert status(site.base + path) == 404

    # The clock of this site ticks each second; publishing is due once a minute.
    wait_until(lambda: status(site.base + path) == 200, seconds=90)


def test_mail_of_the_sign_in_is_in_the_mailbox(page: Page):
    page.goto("/accounts/login/code/")
    page.locator("main input[type=email], main input[name=email]").first.fill("admin@mondcivitan.example")
    page.locator("main button[type=submit]").first.click()
    page.goto("/demo/mailbox/")

    expect(page.locator("main table")).to_contain_text("admin@mondcivitan.example")
